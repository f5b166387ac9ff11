-- Where orders come from besides Linli: the city's hotline and its neighbours. How their columns are called, as somebody confirmed it, and in which
-- order their screen asks for a reply.
-- table: street
create table hotline_source (
  street_id bigint not null,
  code text not null,
  name text not null,
  -- A heading in its normal form → what it holds.
  headings jsonb not null default '{}',
  -- What a reply is made of, in the order of their screen: `{ field, label }`.
  fields jsonb not null,
  rev int not null default 1,
  primary key (street_id, code)
);

-- One order of theirs and the matter it became here. No words of anybody but the reply; what came is known again by its tokens.
-- table: street
create table hotline_order (
  street_id bigint not null,
  id uuid not null,
  source text not null,
  -- As they write it, without blanks.
  number text not null,
  matter_id uuid not null,
  region_no bigint not null,
  came_at timestamptz not null,
  -- When they sent it here, and until when they want the reply.
  sent_here_at timestamptz,
  due_at timestamptz,
  -- A token for each part of the order, so that a changed one is noticed.
  tokens jsonb not null,
  -- Parts that were changed after it came, and when they were last.
  changed text[] not null default '{}',
  changed_at timestamptz,
  -- Of the file it came in; none of one that came by the interface.
  file_id uuid,
  reply jsonb,
  replied_at timestamptz,
  replied_by uuid,
  -- How the reply went to them: copied into their screen, or in a file.
  went text check (went in ('copied', 'file')),
  went_at timestamptz,
  went_by uuid,
  primary key (street_id, id),
  foreign key (street_id, matter_id) references matter (street_id, id),
  check ((went is null) = (went_at is null)),
  check (went is null or replied_at is not null)
);
create unique index hotline_order_by_number on hotline_order (street_id, source, number);
create index hotline_order_by_matter on hotline_order (street_id, matter_id);
create index hotline_order_open on hotline_order (street_id, region_no, due_at) where went_at is null;
create index hotline_order_by_file on hotline_order (street_id, file_id) where file_id is not null;

-- A file of replies that was made for them.
-- table: street
create table hotline_book (
  street_id bigint not null,
  file_id uuid not null,
  source text not null,
  orders int not null,
  region_lo bigint not null,
  region_hi bigint not null,
  at timestamptz not null,
  post_id uuid not null,
  primary key (street_id, file_id)
);
