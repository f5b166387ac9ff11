alter table binding enable row level security;
alter table binding force row level security;
alter table claim enable row level security;
alter table claim force row level security;
alter table answer_letter enable row level security;
alter table answer_letter force row level security;
alter table mandate enable row level security;
alter table mandate force row level security;

revoke all on binding, claim, answer_letter, mandate from linli_app;
grant select, insert, update (ended_at, ended_by, ended_why) on binding to linli_app;
grant select, insert, update (decided_at, decided_by, hers) on claim to linli_app;
grant select, insert, update (used_at, ended_at, ended_by) on answer_letter to linli_app;
grant select, insert, update (ended_at, ended_by) on mandate to linli_app;
-- Whether the person of a row may be seen is the policy of her subject, which every query asks; people move, and these rows need not follow.
create policy binding_street on binding to linli_app using (street_id = app_street()) with check (street_id = app_street());
create policy claim_street on claim to linli_app using (street_id = app_street()) with check (street_id = app_street());
create policy letter_street on answer_letter to linli_app using (street_id = app_street()) with check (street_id = app_street());
create policy mandate_street on mandate to linli_app using (street_id = app_street()) with check (street_id = app_street());

grant select, insert, update (ended_at, ended_by, ended_why) on binding to linli_resident;
grant select, insert on claim to linli_resident;
grant select, insert, update (ended_at, ended_by) on mandate to linli_resident;
create policy binding_own on binding for select to linli_resident using (street_id = app_street() and person_id = any (app_own()));
create policy binding_ended on binding for update to linli_resident
  using (street_id = app_street() and person_id = any (app_own())) with check (street_id = app_street() and person_id = any (app_own()));
-- Whose it is she only says; that name and number are right is told by app_find_claimed.
create policy binding_claimed on binding for insert to linli_resident with check (street_id = app_street() and login_id = app_login() and how = 'matched');
create policy claim_own on claim to linli_resident
  using (street_id = app_street() and login_id = app_login()) with check (street_id = app_street() and login_id = app_login());
create policy mandate_own on mandate to linli_resident
  using (street_id = app_street() and (principal_id = any (app_own()) or helper_id = any (app_own())))
  with check (street_id = app_street() and (principal_id = any (app_own()) or helper_id = any (app_own())));

revoke all on function app_find_claimed(text, text, text, text) from public;
create policy binding_lapsed on binding for select to linli_owner using (true);
grant execute on function app_find_claimed(text, text, text, text) to linli_resident;

alter table look_closing enable row level security;
alter table look_closing force row level security;
revoke all on look_closing from linli_app;
grant select, insert, update (reviewed_at, reviewed_by, kept, ended_at, ended_by) on look_closing to linli_app;
create policy look_closing_street on look_closing to linli_app using (street_id = app_street()) with check (street_id = app_street());
-- For the list of looks to leave out what is closed; nothing tells her of it.
grant select on look_closing to linli_resident;
create policy look_closing_own on look_closing for select to linli_resident using (street_id = app_street() and person_id = any (app_own()));
grant select, delete on look_closing to linli_erase;
create policy erase_look_closing on look_closing to linli_erase using (street_id = app_street());

grant select, delete on binding, claim, answer_letter, mandate to linli_erase;
create policy erase_binding on binding to linli_erase using (street_id = app_street());
create policy erase_claim on claim to linli_erase using (street_id = app_street());
create policy erase_letter on answer_letter to linli_erase using (street_id = app_street());
create policy erase_mandate on mandate to linli_erase using (street_id = app_street());
