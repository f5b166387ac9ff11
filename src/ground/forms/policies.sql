alter table form_answer enable row level security;
alter table form_answer force row level security;
revoke all on form_answer from linli_app;
grant select, insert on form_answer to linli_app;
grant select, delete, update (local) on form_answer to linli_erase;
create policy form_answer_area on form_answer to linli_app
  using (street_id = app_street() and region_no between app_lo() and app_hi())
  with check (street_id = app_street() and region_no between app_lo() and app_hi());
create policy erase_form_answer on form_answer to linli_erase using (street_id = app_street());
grant select on form_answer to linli_resident;
create policy form_answer_own on form_answer for select to linli_resident using (street_id = app_street() and subject_id = any (app_own()));
