alter table statement enable row level security;
alter table statement force row level security;
alter table statement_s enable row level security;
alter table statement_s force row level security;
alter table confirmation enable row level security;
alter table confirmation force row level security;
alter table subject enable row level security;
alter table subject force row level security;
alter table subject_s enable row level security;
alter table subject_s force row level security;
alter table identifier enable row level security;
alter table identifier force row level security;
alter table tie enable row level security;
alter table tie force row level security;

revoke all on definition, statement, statement_s, confirmation, subject, subject_s, identifier, tie from linli_app;
grant select, insert on definition to linli_app;
grant select, insert on statement, statement_s, confirmation to linli_app;
grant update (withdrawn_at) on confirmation to linli_app;
grant select, insert, update on subject, subject_s to linli_app;
grant select, insert, delete on identifier, tie to linli_app;
-- A relation goes to another grid with its person.
grant update (region_no) on tie to linli_app;
grant select, delete on statement, statement_s, confirmation, subject, subject_s, identifier, tie to linli_erase;
-- What somebody else's saying says of one who is erased, or says for a while only, is taken out of it.
grant update (body, digest) on statement to linli_erase;
grant update (body) on statement_s to linli_erase;
grant select on definition to linli_erase;

create policy statement_area on statement to linli_app
  using (street_id = app_street() and region_no between app_lo() and app_hi())
  with check (street_id = app_street() and region_no between app_lo() and app_hi());
create policy statement_s_area on statement_s to linli_app
  using (street_id = app_street() and region_no between app_lo() and app_hi() and app_sensitive())
  with check (street_id = app_street() and region_no between app_lo() and app_hi() and app_sensitive());
create policy confirmation_area on confirmation to linli_app
  using (street_id = app_street() and region_no between app_lo() and app_hi())
  with check (street_id = app_street() and region_no between app_lo() and app_hi());
create policy subject_area on subject to linli_app
  using (street_id = app_street() and region_no between app_lo() and app_hi())
  with check (street_id = app_street() and region_no between app_lo() and app_hi());
-- For app_find_subjects, which holds the scope itself; the owner could lift these policies anyway.
create policy subject_found on subject for select to linli_owner using (true);
revoke all on function app_find_subjects(tsquery, text[], int) from public;
grant execute on function app_find_subjects(tsquery, text[], int) to linli_app;
create policy subject_s_area on subject_s to linli_app
  using (street_id = app_street() and region_no between app_lo() and app_hi() and app_sensitive())
  with check (street_id = app_street() and region_no between app_lo() and app_hi() and app_sensitive());
-- An identifier says nothing but which subject holds it; whether that subject may be seen is the subject's policy.
create policy identifier_street on identifier to linli_app using (street_id = app_street()) with check (street_id = app_street());
create policy tie_area on tie to linli_app
  using (street_id = app_street() and region_no between app_lo() and app_hi())
  with check (street_id = app_street() and region_no between app_lo() and app_hi());
create policy erase_statement on statement to linli_erase using (street_id = app_street());
create policy erase_statement_s on statement_s to linli_erase using (street_id = app_street());
create policy erase_confirmation on confirmation to linli_erase using (street_id = app_street());
create policy erase_subject on subject to linli_erase using (street_id = app_street());
create policy erase_subject_s on subject_s to linli_erase using (street_id = app_street());
create policy erase_identifier on identifier to linli_erase using (street_id = app_street());
create policy erase_tie on tie to linli_erase using (street_id = app_street());

-- A resident: what is her own by id, and nothing by area. Numbers and ties to doors she does not change herself.
grant select on definition to linli_resident;
grant select, insert on statement, statement_s to linli_resident;
grant select on confirmation, tie to linli_resident;
grant select, insert, update on subject, subject_s to linli_resident;
grant select, insert, delete on identifier to linli_resident;
create policy statement_own on statement to linli_resident
  using (street_id = app_street() and subject_id = any (app_own())) with check (street_id = app_street() and subject_id = any (app_own()));
create policy statement_s_own on statement_s to linli_resident
  using (street_id = app_street() and subject_id = any (app_own()) and app_sensitive())
  with check (street_id = app_street() and subject_id = any (app_own()) and app_sensitive());
create policy subject_own on subject to linli_resident
  using (street_id = app_street() and id = any (app_own())) with check (street_id = app_street() and id = any (app_own()));
create policy subject_s_own on subject_s to linli_resident
  using (street_id = app_street() and id = any (app_own()) and app_sensitive())
  with check (street_id = app_street() and id = any (app_own()) and app_sensitive());
create policy identifier_own on identifier to linli_resident
  using (street_id = app_street() and subject_id = any (app_own())) with check (street_id = app_street() and subject_id = any (app_own()));
create policy tie_own on tie for select to linli_resident using (street_id = app_street() and person_id = any (app_own()));
-- That something was said again names nobody; it is found by the statement it repeats.
create policy confirmation_seen on confirmation for select to linli_resident using (street_id = app_street());
-- For app_find_claimed, which holds the scope itself.
create policy identifier_claimed on identifier for select to linli_owner using (true);
-- For app_open_glass, which gives ids alone.
create policy tie_opened on tie for select to linli_owner using (true);
