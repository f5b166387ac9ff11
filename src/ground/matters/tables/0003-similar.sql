-- What alike matters are found by: runs of characters of their words as numbers, with the number of their community among them. Nothing can be read
-- back from it. A sealed matter has no row here, so that no search, count or likeness can tell of it.
-- table: street
create table matter_token (
  street_id bigint not null,
  matter_id uuid not null,
  region_no bigint not null,
  -- Numbers differ from street to street.
  tokens int[] not null,
  -- How much all of them weigh together.
  weight real not null,
  open boolean not null,
  primary key (street_id, matter_id),
  foreign key (street_id, matter_id) references matter (street_id, id)
);
alter table matter_token alter column tokens set statistics 0;
create index matter_token_by_token on matter_token using gin (tokens) with (gin_pending_list_limit = 1024);
create index matter_token_open_by_token on matter_token using gin (tokens) with (gin_pending_list_limit = 1024) where open;

-- A row policy keeps an index from answering `&&` (the operator is not declared leakproof). As with app_find_subjects this function holds the scope
-- itself: the street, and the area of the post. `near`: numbers that must all be there (a community). Of very many the likest among the first
-- thousand. How alike: what both say, by weight, between 0 and 1.
create function app_find_alike(sought int[], weights real[], near int[], only_open boolean, except_id uuid, most int)
returns table (id uuid, likeness real)
language plpgsql stable security definer rows 20
set search_path = pg_catalog, public, pg_temp
set enable_seqscan = off
set enable_indexscan = off
set plan_cache_mode = force_custom_plan
as $$
declare
  street constant bigint := app_street();
  lo constant bigint := app_lo();
  hi constant bigint := app_hi();
  own constant real := (select coalesce(sum(w), 0) from unnest(weights) w);
begin
  return query
    with wanted as materialized (select * from unnest(sought, weights) as w(token, weight)),
    found as materialized (
      select t.matter_id, t.tokens, t.weight from matter_token t
      where t.street_id = street and t.tokens && sought and (cardinality(near) = 0 or t.tokens @> near) and (t.open or not only_open)
        and t.region_no between lo and hi and t.matter_id <> except_id
      limit 1000
    )
    select f.matter_id, (sum(w.weight) / sqrt(own * max(f.weight)))::real
    from found f cross join lateral unnest(f.tokens) as k(token) join wanted w on w.token = k.token
    where own > 0
    group by f.matter_id order by 2 desc, 1 desc limit most;
end $$;
