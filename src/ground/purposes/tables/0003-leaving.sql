-- What leaves beside filled workbooks (which have a register of their own in the circle that fills them): printed lists, and what somebody took along of her
-- own. Whoever finds a paper or a file finds its row by the mark.
-- table: street
create table leaving (
  street_id bigint not null,
  id uuid not null,
  region_no bigint not null,
  kind text not null check (kind in ('print', 'own')),
  -- Which list or page; a key of texts.
  what text not null,
  mark text not null,
  subjects int not null,
  elements text[] not null,
  -- Her own copy is nobody's to call back.
  recall_on date,
  sha256 text,
  login_id uuid not null,
  post_id uuid not null,
  at timestamptz not null,
  primary key (street_id, id)
);
create index leaving_by_time on leaving (street_id, region_no, at desc);

-- That something which left was called back: returned, destroyed, or deleted by whoever had it. Of filled workbooks too.
-- table: street
create table recall (
  street_id bigint not null,
  export_id uuid not null,
  region_no bigint not null,
  how text not null check (how in ('returned', 'destroyed', 'deleted')),
  login_id uuid not null,
  post_id uuid not null,
  at timestamptz not null,
  primary key (street_id, export_id)
);
