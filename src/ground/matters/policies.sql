alter table unit enable row level security;
alter table unit force row level security;
alter table unit_post enable row level security;
alter table unit_post force row level security;
alter table matter enable row level security;
alter table matter force row level security;
alter table act enable row level security;
alter table act force row level security;
alter table matter_reporter enable row level security;
alter table matter_reporter force row level security;
alter table matter_party enable row level security;
alter table matter_party force row level security;
alter table matter_token enable row level security;
alter table matter_token force row level security;

alter table matter_photo enable row level security;
alter table matter_photo force row level security;

revoke all on unit, unit_post, matter, act, matter_reporter, matter_party, matter_token, matter_photo from linli_app;
revoke all on matter_token from linli_resident;
grant select, insert, update on unit, unit_post, matter, matter_party to linli_app;
grant select, insert on act to linli_app;
grant select, insert, update (open, region_no, tokens) on matter_token to linli_app;
grant select (street_id, matter_id, open), insert, update (open) on matter_token to linli_resident;
grant select, insert, update (current_id, withdrawn_at, region_no) on matter_reporter to linli_app;
grant select on matter_photo to linli_app;
grant select, update (subject_id, keep_until) on matter to linli_erase;
grant select, delete on matter_token to linli_erase;
grant select, update (words) on act to linli_erase;
grant select, update (person_id, contact, login_id) on matter_reporter to linli_erase;
grant select, delete on matter_photo to linli_erase;

create policy unit_street on unit to linli_app using (street_id = app_street()) with check (street_id = app_street());
create policy unit_post_street on unit_post to linli_app using (street_id = app_street()) with check (street_id = app_street());
-- By area, or as a party to it, or one that this transaction found so and now gives away. Sealed ones only where they were asked for by a post with the right, which is not of those it is about.
create policy matter_seen on matter to linli_app
  using (street_id = app_street() and (region_no between app_lo() and app_hi() or parties && app_parties() or id = any (app_matters()))
    and (not sealed or (app_sealed() and not barred && app_belongs())))
  with check (street_id = app_street() and (region_no between app_lo() and app_hi() or parties && app_parties() or id = any (app_matters()))
    and (not sealed or (app_sealed() and not barred && app_belongs())));
create policy act_opened on act to linli_app
  using (street_id = app_street() and matter_id = any (app_matters()))
  with check (street_id = app_street() and matter_id = any (app_matters()));
create policy matter_reporter_seen on matter_reporter to linli_app
  using (street_id = app_street()
    and ((region_no between app_lo() and app_hi() and not sealed) or matter_id = any (app_matters()) or current_id = any (app_matters())))
  with check (street_id = app_street() and matter_id = any (app_matters()));
create policy matter_party_seen on matter_party to linli_app
  using (street_id = app_street() and (matter_id = any (app_matters()) or party = any (app_parties())))
  with check (street_id = app_street() and matter_id = any (app_matters()));
create policy erase_matter on matter to linli_erase using (street_id = app_street());
create policy erase_act on act to linli_erase using (street_id = app_street());
create policy erase_matter_reporter on matter_reporter to linli_erase using (street_id = app_street());

alter table type_draft enable row level security;
alter table type_draft force row level security;
revoke all on type_draft from linli_app;
grant select, insert, update, delete on type_draft to linli_app;
create policy type_draft_street on type_draft to linli_app using (street_id = app_street()) with check (street_id = app_street());
create policy matter_token_opened on matter_token to linli_app
  using (street_id = app_street() and matter_id = any (app_matters()))
  with check (street_id = app_street() and matter_id = any (app_matters()));
-- A resident who reports leaves the numbers of her own words, and closes with her confirmation; tokens she cannot read, and finds nothing by them.
create policy matter_token_own on matter_token to linli_resident
  using (street_id = app_street() and matter_id = any (app_matters()) and cardinality(app_own()) > 0)
  with check (street_id = app_street() and matter_id = any (app_matters()) and cardinality(app_own()) > 0);
create policy erase_matter_token on matter_token to linli_erase using (street_id = app_street());
-- For app_find_alike, which holds the scope itself; the owner could lift this policy anyway.
create policy matter_token_owner on matter_token to linli_owner using (true);
revoke all on function app_find_alike(int[], real[], int[], boolean, uuid, int) from public;
grant execute on function app_find_alike(int[], real[], int[], boolean, uuid, int) to linli_app;
create policy matter_photo_opened on matter_photo for select to linli_app using (street_id = app_street() and matter_id = any (app_matters()));
create policy erase_matter_photo on matter_photo to linli_erase using (street_id = app_street());

-- A resident: what was opened to her (0004-own.sql), without the words of acts, and the rows in which she or somebody she acts for reported.
grant select on matter to linli_resident;
grant insert on matter to linli_resident;
grant update (category, stand, outcome, reason, lead, place, holder_post, parties, due_at, due_what, call_due_at, act_at, paused, raised, responded_at, response_by, response_late,
  answered_at, resolve_by, resolve_late, closed_at, moved_at, dispatched, returned, reopened, reporters, solved, unsolved, satisfied, rated, merged_into, keep_until,
  in_touch, contact_by, reached_at, tried_at, ends_on, restricts, rev)
  on matter to linli_resident;
grant select (street_id, matter_id, seq, kind, at, post_id, body), insert on act to linli_resident;
grant select (street_id, id, matter_id, current_id, channel, person_id, unnamed, sealed, login_id, withdrawn_at, at), insert, update (withdrawn_at)
  on matter_reporter to linli_resident;
grant select, insert, update (matter_id, seq, reporter_id) on matter_photo to linli_resident;
grant select (street_id, id, kind, name, phone, rev, ended_on) on unit to linli_resident;
create policy unit_named on unit for select to linli_resident using (street_id = app_street());
create policy matter_own on matter to linli_resident
  using (street_id = app_street() and id = any (app_matters())) with check (street_id = app_street() and id = any (app_matters()));
create policy act_own on act to linli_resident
  using (street_id = app_street() and matter_id = any (app_matters())) with check (street_id = app_street() and matter_id = any (app_matters()));
create policy matter_reporter_own on matter_reporter to linli_resident
  using (street_id = app_street() and person_id = any (app_own()))
  with check (street_id = app_street() and person_id = any (app_own()) and current_id = any (app_matters()));
-- Sent by this telephone for somebody of hers and not used yet, or of a matter that was opened to her and sent by one of hers.
create policy matter_photo_own on matter_photo to linli_resident
  using (street_id = app_street() and person_id = any (app_own()) and ((matter_id is null and login_id = app_login()) or matter_id = any (app_matters())))
  with check (street_id = app_street() and person_id = any (app_own()) and login_id = app_login() and (matter_id is null or matter_id = any (app_matters())));

-- For the functions that tell a resident, or hand out a number.
create policy matter_owner on matter for select to linli_owner using (true);
create policy act_owner on act for select to linli_owner using (true);
create policy matter_reporter_owner on matter_reporter for select to linli_owner using (true);
revoke all on function app_open_new(uuid), app_open_joinable(uuid, uuid[], text[]), app_similar_open(uuid[], text[], text[], int), app_own_words(uuid),
  app_own_places(), app_draw_number(text[]) from public;
grant execute on function app_open_new(uuid), app_open_joinable(uuid, uuid[], text[]), app_similar_open(uuid[], text[], text[], int), app_own_words(uuid),
  app_own_places() to linli_resident;
grant execute on function app_draw_number(text[]) to linli_app, linli_resident;
revoke all on function app_own_restrictions(uuid[], uuid[], date) from public;
grant execute on function app_own_restrictions(uuid[], uuid[], date) to linli_resident;

-- For app_rate_units, which holds the scope itself and gives counts only.
create policy matter_party_owner on matter_party for select to linli_owner using (true);
revoke all on function app_rate_units(timestamptz, timestamptz, timestamptz) from public;
grant execute on function app_rate_units(timestamptz, timestamptz, timestamptz) to linli_app;
