-- Who asks questions, why, on which basis, until when: one row for each request that opened asks. `lo` to `hi`: the regions it asks about.
-- table: street
create table ask_request (
  street_id bigint not null,
  id uuid not null,
  kind text not null check (kind in ('report', 'form', 'survey')),
  lo bigint not null,
  hi bigint not null,
  title text not null,
  asker text not null,
  basis text,
  purpose text,
  -- Normal form of the purpose: the same purpose in other words of date and space is the same.
  purpose_key text not null,
  until date not null,
  -- The law obliges whoever is asked (a statistical survey in force); otherwise everything may be declined.
  obliged boolean not null default false,
  -- Element → the basis stated for it, of protected ones.
  bases jsonb not null default '{}',
  opened_at timestamptz not null,
  withdrawn_at timestamptz,
  withdrawn_by uuid,
  primary key (street_id, id)
);
create index ask_request_by_until on ask_request (street_id, until) where withdrawn_at is null;

-- One outstanding question: subject × element × request. Asked again by the same request it is the same row, opened anew.
-- table: street
create table ask (
  street_id bigint not null,
  request_id uuid not null,
  subject_id uuid not null,
  element text not null,
  region_no bigint not null,
  -- Where to ask; none for what is asked of no door: a building, an estate, somebody without a home here.
  dwelling_id uuid,
  state text not null check (state in ('missing', 'stale', 'conflicting')),
  -- Version of the subject when it was asked: as long as it stands, nothing was said.
  rev int not null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  closed_how text check (closed_how in ('answered', 'known', 'refused', 'withdrawn', 'expired', 'moved')),
  -- The statement that answered it, or the slip of a refusal.
  closed_ref uuid,
  primary key (street_id, request_id, subject_id, element),
  foreign key (street_id, request_id) references ask_request (street_id, id),
  check ((closed_at is null) = (closed_how is null))
);
create index ask_by_region on ask (street_id, region_no) where closed_at is null;
create index ask_by_door on ask (street_id, dwelling_id) where closed_at is null and dwelling_id is not null;
create index ask_by_subject on ask (street_id, subject_id);

-- Somebody declined. Kept as long as she is known, because it is what keeps her from being asked again.
-- table: street
create table refusal (
  street_id bigint not null,
  id uuid not null,
  subject_id uuid not null,
  region_no bigint not null,
  dwelling_id uuid,
  reason text,
  at timestamptz not null,
  login_id uuid not null,
  post_id uuid not null,
  primary key (street_id, id)
);
create index refusal_by_subject on refusal (street_id, subject_id, at desc);

-- What she declined: an element for a purpose. It is not asked again for this purpose (个人信息保护法 arts. 14–16).
-- table: street
create table refusal_item (
  street_id bigint not null,
  refusal_id uuid not null,
  subject_id uuid not null,
  region_no bigint not null,
  element text not null,
  request_id uuid not null,
  purpose_key text not null,
  primary key (street_id, refusal_id, element, request_id),
  foreign key (street_id, refusal_id) references refusal (street_id, id)
);
create index refusal_item_by_subject on refusal_item (street_id, subject_id, element);
