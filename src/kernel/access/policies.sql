alter table post enable row level security;
alter table post force row level security;
revoke all on login, post, login_post, session, sign_in from linli_app;
grant select, insert, update on login to linli_app;
grant select, insert, delete on login_post to linli_app;
grant select, insert, update, delete on session to linli_app;
grant select, insert, update on post to linli_app;
grant select, insert, delete on sign_in to linli_app;
create policy post_street on post to linli_app using (street_id = app_street()) with check (street_id = app_street());
