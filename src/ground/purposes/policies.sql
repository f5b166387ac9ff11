alter table told enable row level security;
alter table told force row level security;
revoke all on told from linli_app;
grant select, insert, update on told to linli_app;
grant select, delete on told to linli_erase;
-- Whether the person of a row may be seen is the policy of her subject, which every query asks; people move, and these rows need not follow.
create policy told_street on told to linli_app using (street_id = app_street()) with check (street_id = app_street());
create policy erase_told on told to linli_erase using (street_id = app_street());

alter table emergency enable row level security;
alter table emergency force row level security;
alter table hold enable row level security;
alter table hold force row level security;
revoke all on emergency, hold from linli_app;
grant select, insert, update (ended_at) on emergency to linli_app;
grant select, insert, update (ended_at) on hold to linli_app;
-- That there is an emergency is public; whoever is held may be seen by the policy of her subject, which every query asks.
create policy emergency_street on emergency to linli_app using (street_id = app_street()) with check (street_id = app_street());
-- She may say what an emergency asks while it goes on; when and where that is, and nothing else of it.
grant select (street_id, region_lo, region_hi, expires_at, ended_at) on emergency to linli_resident;
create policy emergency_own on emergency for select to linli_resident using (street_id = app_street());
create policy hold_street on hold to linli_app using (street_id = app_street()) with check (street_id = app_street());
grant select, update (certificate, destroyed_at) on emergency to linli_erase;
grant select, delete on hold to linli_erase;
create policy erase_emergency on emergency to linli_erase using (street_id = app_street());
create policy erase_hold on hold to linli_erase using (street_id = app_street());

alter table assessment enable row level security;
alter table assessment force row level security;
revoke all on assessment from linli_app;
grant select, insert on assessment to linli_app;
-- Of a purpose, and of nobody.
create policy assessment_street on assessment to linli_app using (street_id = app_street()) with check (street_id = app_street());

alter table leaving enable row level security;
alter table leaving force row level security;
alter table recall enable row level security;
alter table recall force row level security;
revoke all on leaving, recall from linli_app;
grant select, insert on leaving, recall to linli_app;
create policy leaving_area on leaving to linli_app
  using (street_id = app_street() and region_no between app_lo() and app_hi())
  with check (street_id = app_street() and region_no between app_lo() and app_hi());
create policy recall_area on recall to linli_app
  using (street_id = app_street() and region_no between app_lo() and app_hi())
  with check (street_id = app_street() and region_no between app_lo() and app_hi());
-- What she takes along of her own; she reads no register.
grant insert on leaving to linli_resident;
create policy leaving_own on leaving for insert to linli_resident with check (street_id = app_street() and login_id = app_login() and kind = 'own');
-- She was told what is kept for what, and may read that of herself.
grant select on told to linli_resident;
create policy told_own on told for select to linli_resident using (street_id = app_street() and subject_id = any (app_own()));
grant select, delete on leaving, recall to linli_erase;
create policy erase_leaving on leaving to linli_erase using (street_id = app_street());
create policy erase_recall on recall to linli_erase using (street_id = app_street());

-- What somebody agreed to. Whether she may be seen is the policy of her subject, which every query asks. Never changed.
alter table consent enable row level security;
alter table consent force row level security;
revoke all on consent from linli_app;
grant select, insert on consent to linli_app;
create policy consent_street on consent to linli_app using (street_id = app_street()) with check (street_id = app_street());
grant select, insert on consent to linli_resident;
create policy consent_own on consent to linli_resident
  using (street_id = app_street() and subject_id = any (app_own())) with check (street_id = app_street() and subject_id = any (app_own()));
grant insert on told to linli_resident;
grant update (edition, way, at, post_id) on told to linli_resident;
create policy told_hers on told for insert to linli_resident with check (street_id = app_street() and subject_id = any (app_own()));
create policy told_anew on told for update to linli_resident
  using (street_id = app_street() and subject_id = any (app_own())) with check (street_id = app_street() and subject_id = any (app_own()));
grant select, delete on consent to linli_erase;
create policy erase_consent on consent to linli_erase using (street_id = app_street());
-- For what a person is told of workbooks that named her (circles/management/reports/tables/0012-own.sql), which holds the scope itself.
create policy recall_named on recall for select to linli_owner using (true);
