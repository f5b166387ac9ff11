alter table notice enable row level security;
alter table notice force row level security;
alter table notice_attempt enable row level security;
alter table notice_attempt force row level security;
alter table own_channel enable row level security;
alter table own_channel force row level security;
alter table office enable row level security;
alter table office force row level security;

revoke all on notice, notice_attempt, own_channel, office from linli_app;
grant select, insert on notice to linli_app;
grant update (state, channel, due_at, tries, message_id, sent_at, read_at) on notice to linli_app;
grant select, insert on notice_attempt to linli_app;
grant select, insert, update on own_channel, office to linli_app;
grant select, delete on notice, notice_attempt, own_channel to linli_erase;

create policy notice_area on notice to linli_app
  using (street_id = app_street() and region_no between app_lo() and app_hi())
  with check (street_id = app_street() and region_no between app_lo() and app_hi());
create policy notice_attempt_area on notice_attempt to linli_app
  using (street_id = app_street() and region_no between app_lo() and app_hi())
  with check (street_id = app_street() and region_no between app_lo() and app_hi());
-- It goes with its person wherever she moves, and every query of it asks for her too.
create policy own_channel_street on own_channel to linli_app using (street_id = app_street()) with check (street_id = app_street());
-- A number to ring is no secret; changed only by who answers for the whole community.
create policy office_read on office for select to linli_app using (street_id = app_street());
create policy office_write on office for insert to linli_app
  with check (street_id = app_street() and region * 1000 >= app_lo() and region * 1000 + 999 <= app_hi());
create policy office_change on office for update to linli_app
  using (street_id = app_street() and region * 1000 >= app_lo() and region * 1000 + 999 <= app_hi())
  with check (street_id = app_street() and region * 1000 >= app_lo() and region * 1000 + 999 <= app_hi());

create policy erase_notice on notice to linli_erase using (street_id = app_street());
create policy erase_notice_attempt on notice_attempt to linli_erase using (street_id = app_street());
create policy erase_own_channel on own_channel to linli_erase using (street_id = app_street());

alter table letter_batch enable row level security;
alter table letter_batch force row level security;
alter table letter enable row level security;
alter table letter force row level security;
alter table letter_number enable row level security;
alter table letter_number force row level security;
revoke all on letter_batch, letter, letter_number from linli_app;
grant select, insert, update on letter_number to linli_app;
grant select, insert, delete on letter_batch, letter to linli_app;
grant update (printed_at) on letter_batch to linli_app;
grant update (state, reason, at) on letter to linli_app;
grant select, delete on letter_batch, letter to linli_erase;
create policy letter_batch_area on letter_batch to linli_app
  using (street_id = app_street() and region_lo >= app_lo() and region_hi <= app_hi())
  with check (street_id = app_street() and region_lo >= app_lo() and region_hi <= app_hi());
create policy letter_area on letter to linli_app
  using (street_id = app_street() and region_no between app_lo() and app_hi())
  with check (street_id = app_street() and region_no between app_lo() and app_hi());
create policy letter_number_street on letter_number to linli_app using (street_id = app_street()) with check (street_id = app_street());
create policy erase_letter_batch on letter_batch to linli_erase using (street_id = app_street());
create policy erase_letter on letter to linli_erase using (street_id = app_street());

-- An announcement is read by every post whose area it touches, and written by those that answer for all of it.
alter table announcement enable row level security;
alter table announcement force row level security;
alter table announcement_area enable row level security;
alter table announcement_area force row level security;
revoke all on announcement, announcement_area from linli_app;
grant select, insert on announcement, announcement_area to linli_app;
grant update (title, body, until_day, rev, taken_at, taken_by, taken_why) on announcement to linli_app;
grant select, delete on announcement, announcement_area to linli_erase;
create policy announcement_read on announcement for select to linli_app
  using (street_id = app_street() and region_lo <= app_hi() and region_hi >= app_lo());
create policy announcement_write on announcement for insert to linli_app
  with check (street_id = app_street() and region_lo >= app_lo() and region_hi <= app_hi());
create policy announcement_change on announcement for update to linli_app
  using (street_id = app_street() and region_lo >= app_lo() and region_hi <= app_hi())
  with check (street_id = app_street() and region_lo >= app_lo() and region_hi <= app_hi());
create policy announcement_area_read on announcement_area for select to linli_app
  using (street_id = app_street() and region_lo <= app_hi() and region_hi >= app_lo());
create policy announcement_area_write on announcement_area for insert to linli_app
  with check (street_id = app_street() and region_lo >= app_lo() and region_hi <= app_hi());
create policy erase_announcement on announcement to linli_erase using (street_id = app_street());
create policy erase_announcement_area on announcement_area to linli_erase using (street_id = app_street());

-- A resident reads what she and her door were told, and marks it read; chooses her own channel; and reads what is announced in her street.
grant select on notice, office, announcement, announcement_area to linli_resident;
grant update (read_at) on notice to linli_resident;
grant select, insert, update on own_channel to linli_resident;
create policy notice_own on notice for select to linli_resident
  using (street_id = app_street() and (person_id = any (app_own()) or dwelling_id = any (app_own())));
create policy notice_read on notice for update to linli_resident
  using (street_id = app_street() and (person_id = any (app_own()) or dwelling_id = any (app_own())))
  with check (street_id = app_street() and (person_id = any (app_own()) or dwelling_id = any (app_own())));
create policy own_channel_own on own_channel to linli_resident
  using (street_id = app_street() and person_id = any (app_own())) with check (street_id = app_street() and person_id = any (app_own()));
create policy office_seen on office for select to linli_resident using (street_id = app_street());
create policy announcement_seen on announcement for select to linli_resident using (street_id = app_street());
create policy announcement_area_seen on announcement_area for select to linli_resident using (street_id = app_street());
