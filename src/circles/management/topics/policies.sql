alter table topic enable row level security;
alter table topic force row level security;
alter table topic_matter enable row level security;
alter table topic_matter force row level security;
alter table topic_supporter enable row level security;
alter table topic_supporter force row level security;
revoke all on topic, topic_matter, topic_supporter from linli_app;
grant select, insert, update on topic to linli_app;
grant select, insert, delete on topic_matter to linli_app;
-- Who supports is no post's to read; the number is told by a function.
grant select (street_id, topic_id) on topic_supporter to linli_app;
grant select, insert, update (withdrawn_at, at, login_id) on topic_supporter to linli_resident;
grant select, delete on topic_supporter to linli_erase;
grant select on topic to linli_erase;
create policy topic_area on topic to linli_app
  using (street_id = app_street() and region_no between app_lo() and app_hi())
  with check (street_id = app_street() and region_no between app_lo() and app_hi());
create policy topic_matter_area on topic_matter to linli_app
  using (street_id = app_street() and region_no between app_lo() and app_hi())
  with check (street_id = app_street() and region_no between app_lo() and app_hi());
create policy topic_supporter_closed on topic_supporter for select to linli_app using (street_id = app_street() and false);
create policy topic_supporter_own on topic_supporter to linli_resident
  using (street_id = app_street() and person_id = any (app_own()))
  with check (street_id = app_street() and person_id = any (app_own()) and login_id = app_login());
create policy erase_topic_supporter on topic_supporter to linli_erase using (street_id = app_street());
create policy erase_topic on topic for select to linli_erase using (street_id = app_street());
create policy topic_owner on topic for select to linli_owner using (true);
create policy topic_matter_owner on topic_matter for select to linli_owner using (true);
create policy topic_supporter_owner on topic_supporter for select to linli_owner using (true);
revoke all on function app_topic_supporters(uuid), app_own_topics(uuid[]) from public;
grant execute on function app_topic_supporters(uuid) to linli_app;
grant execute on function app_own_topics(uuid[]) to linli_resident;
