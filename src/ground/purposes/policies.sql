alter table told enable row level security;
alter table told force row level security;
revoke all on told from linli_app;
grant select, insert, update on told to linli_app;
grant select, delete on told to linli_erase;
-- Whether the person of a row may be seen is the policy of her subject, which every query asks; people move, and these rows need not follow.
create policy told_street on told to linli_app using (street_id = app_street()) with check (street_id = app_street());
create policy erase_told on told to linli_erase using (street_id = app_street());
