-- What ends by itself, and what keeps people from something until then.
alter table matter
  add column ends_on date,
  add column restricts boolean not null default false;
create index matter_restricting on matter (street_id, subject_id) where restricts and stand <> 'closed' and not sealed;

-- What holds where a resident lives and for herself, as the notice at the door says it: what was said when it began, no word more.
create function app_own_restrictions(persons uuid[], doors uuid[], today date)
returns table (id uuid, number text, type text, origin text, version int, category text, "where" text, began timestamptz, until date, body jsonb, words jsonb)
language sql stable security definer set search_path = public, pg_temp as $$
  select m.id, m.number, m.type_id, m.type_origin, m.type_version, m.category,
    case when m.subject_id = any (app_own_restrictions.persons) then null else coalesce(e.name || b.name, own.name, d.label) end,
    m.opened_at, m.ends_on, jsonb_build_object('answers', a.body->'answers'), jsonb_build_object('answers', a.words->'answers')
  from (
    select p as id from unnest(app_own_restrictions.persons) p where p = any (app_own())
    union
    select unnest(array[h.id, h.building_id, h.estate_id]) from dwelling h
    where h.street_id = app_street() and h.id = any (app_own()) and h.id = any (app_own_restrictions.doors)) mine
  join matter m on m.street_id = app_street() and m.subject_id = mine.id and m.restricts and m.ends_on >= app_own_restrictions.today
    and m.stand <> 'closed' and not m.sealed
  join act a on a.street_id = m.street_id and a.matter_id = m.id and a.seq = 1
  left join building b on b.street_id = m.street_id and b.id = m.subject_id
  left join estate e on e.street_id = m.street_id and e.id = b.estate_id
  left join estate own on own.street_id = m.street_id and own.id = m.subject_id
  left join dwelling d on d.street_id = m.street_id and d.id = m.subject_id
  order by m.ends_on, m.id limit 50
$$;
