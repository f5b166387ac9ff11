-- Each call of a party stands by itself: who did not come is not forgotten when she is called again. What sent a call back, and whether it did what it was
-- called for, is kept for the place's judgement.
alter table matter_party
  add column round int not null default 1,
  add column sent_back_at timestamptz,
  add column did boolean,
  drop constraint matter_party_pkey,
  add primary key (street_id, matter_id, party, round);
drop index matter_party_open;
create index matter_party_open on matter_party (street_id, party, since) where done_at is null and sent_back_at is null and not let_go;
-- When the first of those called must be there, or done: so that the place sees it without reading calls.
alter table matter add column call_due_at timestamptz;
