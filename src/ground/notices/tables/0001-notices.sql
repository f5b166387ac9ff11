-- What somebody was told: the kind and its words; the sentence is made when it is shown or sent, with the definition of that edition. To a person, or
-- to a door: then to whoever lives there.
-- table: street
create table notice (
  street_id bigint not null,
  id uuid not null,
  region_no bigint not null,
  person_id uuid,
  dwelling_id uuid,
  kind text not null,
  origin text not null check (origin in ('shipped', 'street')),
  version int not null,
  -- Never values of anybody else, and none of hers that she did not have to be told.
  words jsonb not null,
  -- Ids of what it is about.
  refs jsonb not null,
  urgent text check (urgent in ('life', 'deadline', 'account')),
  at timestamptz not null,
  by_post uuid not null,
  state text not null check (state in ('waiting', 'sending', 'sent', 'queued', 'printed', 'handed', 'told', 'stuck')),
  channel text check (channel in ('app', 'sms', 'wechat', 'call', 'letter')),
  -- When there is something to do: a message to send, or one to send again because nobody came back to say that it went.
  due_at timestamptz,
  tries int not null default 0,
  -- The message or letter it goes in, with others for the same reader.
  message_id uuid,
  sent_at timestamptz,
  read_at timestamptz,
  primary key (street_id, id),
  check (num_nonnulls(person_id, dwelling_id) = 1)
);
create index notice_by_person on notice (street_id, person_id, at desc) where person_id is not null;
create index notice_by_dwelling on notice (street_id, dwelling_id, at desc) where dwelling_id is not null;
create index notice_due on notice (street_id, due_at) where due_at is not null;
create index notice_queued on notice (street_id, channel, region_no) where state = 'queued';
create index notice_by_message on notice (street_id, message_id) where message_id is not null;

-- What was tried, step by step. Only added to.
-- table: street
create table notice_attempt (
  street_id bigint not null,
  id uuid not null,
  notice_id uuid not null,
  region_no bigint not null,
  channel text,
  step text not null check (step in ('queued', 'sent', 'failed', 'put-off', 'printed', 'handed', 'back', 'rang', 'not-reached', 'read')),
  -- A word of ours or a number of the carrier's; never a text or a value.
  reason text,
  at timestamptz not null,
  by_post uuid,
  primary key (street_id, id),
  foreign key (street_id, notice_id) references notice (street_id, id)
);
create index notice_attempt_by_notice on notice_attempt (street_id, notice_id, at);

-- How somebody wants to be told. Without a row the house chooses. Read together with the person herself: whether she may be seen is her policy.
-- table: street
create table own_channel (
  street_id bigint not null,
  person_id uuid not null,
  channel text check (channel in ('app', 'sms', 'wechat', 'call', 'letter')),
  language text not null check (language in ('zh', 'en')),
  large boolean not null,
  -- Minutes of the civil day.
  quiet_from int,
  quiet_to int,
  digest boolean not null,
  -- Who she is to the official account, sealed under the street's key.
  wechat text,
  rev int not null,
  by_post uuid not null,
  at timestamptz not null,
  primary key (street_id, person_id),
  check ((quiet_from is null) = (quiet_to is null))
);

-- Whom a reader rings, and how the house signs: of each community, or of the whole street (region ends in 000).
-- table: street
create table office (
  street_id bigint not null,
  region bigint not null,
  sign text not null,
  phone text not null,
  hours text not null,
  by_post uuid not null,
  at timestamptz not null,
  primary key (street_id, region)
);
