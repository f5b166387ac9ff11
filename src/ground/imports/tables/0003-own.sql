-- What of a brought workbook is staged about somebody and still in the house, for her own copy: she reads no import, and of this only rows found to speak of her.
create function app_own_staged(person uuid)
returns table (brought timestamptz, source text, as_of date, sheet int, row_no int, verdict text, body jsonb, body_s jsonb)
language sql stable security definer rows 10
set search_path = pg_catalog, public, pg_temp
as $$
  select i.at, i.source, i.as_of, r.sheet, r.row, r.verdict, r.body, r.body_s
  from import_row r join import i on i.street_id = r.street_id and i.id = r.import_id
  where r.street_id = app_street() and r.subject_id = app_own_staged.person and app_own_staged.person = any (app_own()) and r.kind = 'person'
    and i.state <> 'dropped' and (r.body is not null or r.body_s is not null)
  order by i.at desc, r.sheet, r.row
$$;
