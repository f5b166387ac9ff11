-- Numbers are drawn by lot: a series, even one that does not look it, tells by its gaps what is kept from whom. Those that were given stay good.
drop function app_take_serial(int, int, int, int, int);
drop table matter_number;

-- The first of these that no matter of the street has, sealed or not; of what is there it tells nothing.
create function app_draw_number(drawn text[]) returns text language sql volatile security definer set search_path = public, pg_temp as $$
  select d.number from unnest(app_draw_number.drawn) with ordinality as d(number, place)
  where not exists (select 1 from matter m where m.street_id = app_street() and m.number = d.number) order by d.place limit 1
$$;
