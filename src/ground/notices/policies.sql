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
