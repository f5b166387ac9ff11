-- Which filled workbooks named somebody, for her own copy: who asked for them and got them, never the file. `looks`: looks at her that she may see; what a law or a
-- victim's safety closes is so left out here as well.
create function app_own_deliveries(person uuid, looks uuid[])
returns table (at timestamptz, title text, asker text, recipient text, basis text, mark text, recall_on date, handed_on date, recalled text, maybe boolean)
language sql stable security definer rows 10
set search_path = pg_catalog, public, pg_temp
as $$
  select d.at, r.title, r.asker, x.recipient, x.basis, x.mark, x.recall_on, h.handed_on, c.how, k.subjects = '{}'
  from look k join delivery d on d.street_id = k.street_id and d.id = (k.filter->>'delivery')::uuid
  join request r on r.street_id = d.street_id and r.id = d.request_id
  left join export_register x on x.street_id = d.street_id and x.delivery_id = d.id
  left join handover h on h.street_id = d.street_id and h.delivery_id = d.id and h.taken_back_at is null
  left join recall c on c.street_id = x.street_id and c.export_id = x.id
  where k.street_id = app_street() and k.id = any (app_own_deliveries.looks) and app_own_deliveries.person = any (app_own())
    and (k.subjects @> array[app_own_deliveries.person] or (k.subjects = '{}' and k.filter ? 'count' and exists (
      select 1 from subject s where s.street_id = k.street_id and s.id = app_own_deliveries.person
        and s.region_no between coalesce((k.filter->>'lo')::bigint, 0) and coalesce((k.filter->>'hi')::bigint, s.region_no))))
  order by d.at desc
$$;
