-- Each list finds its first page by an index of its own (worklist-queries.ts).
create index matter_by_holder on matter (street_id, holder_post, due_at, id) where stand <> 'closed' and holder_post is not null;
create index matter_stuck on matter (street_id, due_at, id)
  where stand in ('received', 'in-hand') and (raised is not null or returned > 0 or paused or reopened > 0);
create index matter_by_call_due on matter (street_id, call_due_at) where stand in ('received', 'in-hand') and call_due_at is not null;
create index matter_closed on matter (street_id, moved_at desc, id) where stand = 'closed' and not sealed;
create index matter_sealed on matter (street_id, due_at) where sealed;
create index matter_by_lead on matter (street_id, lead);
create index matter_party_by_party on matter_party (street_id, party);
-- How many this login reported today.
create index matter_reporter_by_login on matter_reporter (street_id, login_id, at);
