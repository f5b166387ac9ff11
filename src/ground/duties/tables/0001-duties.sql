-- Duty lists. A list is replaced as a whole by an edition (目录) with its source; between editions an item is changed by a new version. Nothing is
-- written over: what was valid on any day can be asked. Days are inclusive on both sides; a version that never came to hold ends before it begins.
-- table: street
create table duty_edition (
  street_id bigint not null,
  id uuid not null,
  level text not null check (level in ('street', 'community', 'county')),
  title text not null,
  issuer text not null,
  document text not null,
  document_day date,
  file_id uuid,
  from_day date not null,
  to_day date,
  at timestamptz not null,
  post_id uuid not null,
  primary key (street_id, id),
  check (to_day >= from_day - 1)
);
create index duty_edition_by_level on duty_edition (street_id, level, from_day);

-- One version of an item; versions share the id, also over editions, as long as list and title stay the same matter.
-- table: street
create table duty_item (
  street_id bigint not null,
  id uuid not null,
  rev int not null,
  -- Null: added by a document of its own.
  edition_id uuid,
  level text not null check (level in ('street', 'community', 'county')),
  list text not null check (list in ('basic', 'assisting', 'withdrawn', 'self')),
  -- As printed, and its place in the list.
  number text not null,
  place int not null,
  category text not null,
  subcategory text not null,
  title text not null,
  -- Normal form of the title, by which the next edition knows it again.
  key text not null,
  lead text not null,
  partners text[] not null,
  tasks text not null,
  basis text not null,
  -- The document that says so.
  document text not null,
  document_day date,
  file_id uuid,
  from_day date not null,
  to_day date,
  -- Where it ended without a version or an edition to follow: the document that ended it.
  end_document text,
  end_document_day date,
  at timestamptz not null,
  post_id uuid not null,
  primary key (street_id, id, rev),
  foreign key (street_id, edition_id) references duty_edition (street_id, id),
  check (to_day >= from_day - 1)
);
create index duty_item_by_day on duty_item (street_id, level, from_day, to_day);

-- An edition that is being prepared: rows as they were typed, pasted or read from a workbook, until they are applied or thrown away.
-- table: street
create table duty_draft (
  street_id bigint not null,
  id uuid not null,
  level text not null check (level in ('street', 'community', 'county')),
  head jsonb not null,
  rows jsonb not null,
  file_id uuid,
  rev int not null,
  at timestamptz not null,
  post_id uuid not null,
  primary key (street_id, id)
);

-- A street's objection to a request or a duty, on both sides: the row of who raised it, and the row of the level that owns both sides, under the same id.
-- Whether it is unanswered past its day is reckoned from the day; nothing is ever counted as consent.
-- table: street
create table objection (
  street_id bigint not null,
  id uuid not null,
  side text not null check (side in ('raised', 'received')),
  -- The other side's jurisdiction.
  other_street bigint not null,
  about_kind text not null check (about_kind in ('request', 'duty')),
  about_id uuid not null,
  about_title text not null,
  asker text not null,
  reasons text[] not null,
  words text not null,
  raised_at timestamptz not null,
  raised_by uuid not null,
  raised_on date not null,
  due_on date not null,
  -- The rule the day follows from: id, version, origin.
  rule jsonb not null,
  answer text check (answer in ('upheld', 'partly', 'dismissed')),
  answer_words text,
  answered_at timestamptz,
  answered_by uuid,
  answered_on date,
  withdrawn_on date,
  rev int not null,
  primary key (street_id, id),
  check ((answer is null) = (answered_on is null))
);
create index objection_by_day on objection (street_id, raised_on desc, id);
create index objection_by_about on objection (street_id, about_id);
