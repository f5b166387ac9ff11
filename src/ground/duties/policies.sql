alter table duty_edition enable row level security;
alter table duty_edition force row level security;
alter table duty_item enable row level security;
alter table duty_item force row level security;
alter table duty_draft enable row level security;
alter table duty_draft force row level security;
alter table objection enable row level security;
alter table objection force row level security;

revoke all on duty_edition, duty_item, duty_draft, objection from linli_app;
-- What was valid is never written over: a version only ever gets its last day.
grant select, insert, update (to_day) on duty_edition to linli_app;
grant select, insert, update (to_day, end_document, end_document_day) on duty_item to linli_app;
grant select, insert, update, delete on duty_draft to linli_app;
grant select, insert on objection to linli_app;
grant update (answer, answer_words, answered_at, answered_by, answered_on, withdrawn_on, rev) on objection to linli_app;

-- Everybody of the street reads its lists; only who answers for the whole street writes them.
create policy duty_edition_read on duty_edition for select to linli_app using (street_id = app_street());
create policy duty_edition_add on duty_edition for insert to linli_app
  with check (street_id = app_street() and app_lo() <= street_id * 1000000 and app_hi() >= street_id * 1000000 + 999999);
create policy duty_edition_end on duty_edition for update to linli_app
  using (street_id = app_street() and app_lo() <= street_id * 1000000 and app_hi() >= street_id * 1000000 + 999999)
  with check (street_id = app_street());
create policy duty_item_read on duty_item for select to linli_app using (street_id = app_street());
create policy duty_item_add on duty_item for insert to linli_app
  with check (street_id = app_street() and app_lo() <= street_id * 1000000 and app_hi() >= street_id * 1000000 + 999999);
create policy duty_item_end on duty_item for update to linli_app
  using (street_id = app_street() and app_lo() <= street_id * 1000000 and app_hi() >= street_id * 1000000 + 999999)
  with check (street_id = app_street());
create policy duty_draft_whole on duty_draft to linli_app
  using (street_id = app_street() and app_lo() <= street_id * 1000000 and app_hi() >= street_id * 1000000 + 999999)
  with check (street_id = app_street() and app_lo() <= street_id * 1000000 and app_hi() >= street_id * 1000000 + 999999);
create policy objection_read on objection for select to linli_app using (street_id = app_street());
create policy objection_add on objection for insert to linli_app
  with check (street_id = app_street() and app_lo() <= street_id * 1000000 and app_hi() >= street_id * 1000000 + 999999);
create policy objection_answer on objection for update to linli_app
  using (street_id = app_street() and app_lo() <= street_id * 1000000 and app_hi() >= street_id * 1000000 + 999999)
  with check (street_id = app_street());
