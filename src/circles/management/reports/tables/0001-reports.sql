-- A workbook somebody sent, by whatever way: who asked, until when, on which basis. Kept as received outside.
-- table: street
create table request (
  street_id bigint not null,
  id uuid not null,
  region_no bigint not null,
  title text not null,
  asker text not null,
  due_on date,
  basis text,
  basis_file_id uuid,
  purpose text,
  form_no text,
  form_valid_to date,
  file_id uuid not null,
  file_name text not null,
  sheets jsonb not null,
  plan jsonb not null,
  state text not null check (state in ('reading', 'received', 'filling', 'filled', 'delivered', 'closed')),
  counts jsonb not null default '{}',
  job_id uuid,
  login_id uuid not null,
  post_id uuid not null,
  at timestamptz not null,
  primary key (street_id, id)
);
create index request_by_due on request (street_id, region_no, state, due_on);

-- One filled workbook. Never changed. Its cells with their state and source are kept for the touch of a cell and for the list of what is missing.
-- table: street
create table delivery (
  street_id bigint not null,
  id uuid not null,
  region_no bigint not null,
  request_id uuid not null,
  file_id uuid not null,
  sha256 text not null,
  counts jsonb not null,
  summary jsonb not null,
  as_of date not null,
  login_id uuid not null,
  post_id uuid not null,
  at timestamptz not null,
  primary key (street_id, id),
  foreign key (street_id, request_id) references request (street_id, id)
);
create index delivery_by_request on delivery (street_id, request_id, at);

-- What a delivery could not say, by subject and element: the list by door is made from it.
-- table: street
create table delivery_gap (
  street_id bigint not null,
  delivery_id uuid not null,
  subject_id uuid not null,
  region_no bigint not null,
  dwelling_id uuid,
  missing text[] not null,
  stale text[] not null,
  conflicting text[] not null,
  primary key (street_id, delivery_id, subject_id)
);

-- Every file that leaves: recipient, basis, mark, recall date. The row stays when the file is purged.
-- table: street
create table export_register (
  street_id bigint not null,
  id uuid not null,
  region_no bigint not null,
  delivery_id uuid,
  recipient text not null,
  basis text,
  mark text not null,
  subjects int not null,
  elements text[] not null,
  recall_on date not null,
  sha256 text not null,
  login_id uuid not null,
  post_id uuid not null,
  at timestamptz not null,
  primary key (street_id, id)
);
create index export_by_time on export_register (street_id, region_no, at desc);
