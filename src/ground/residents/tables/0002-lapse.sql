-- A telephone nobody signed in with for long no longer stands for anybody: `lapsed`.
alter table binding drop constraint binding_ended_why_check;
alter table binding add constraint binding_ended_why_check check (ended_why in ('lost', 'reassigned', 'asked', 'wrong', 'own', 'lapsed'));

-- Whom somebody claims to be, as before. Her telephone is hers when it is on record, or was bound to her before it lapsed.
drop function app_find_claimed(text, text, text);
create function app_find_claimed(id_token text, claimed_name text, phone_lexeme text, of_telephone text)
returns table (person uuid, proven boolean, birth text)
language sql stable security definer rows 1
set search_path = pg_catalog, public, pg_temp
as $$
  select s.id, coalesce(s.search @@ quote_literal(phone_lexeme)::tsquery, false) or exists (
      select 1 from binding b
      where b.street_id = i.street_id and b.person_id = s.id and b.phone_token = of_telephone and b.ended_why = 'lapsed'), s.values->>'person.birth-date'
  from identifier i join subject s on s.street_id = i.street_id and s.id = i.subject_id
  where i.street_id = app_street() and i.kind = 'person.id-number' and i.token = id_token and s.kind = 'person'
    and s.merged_into is null and s.gone_on is null and s.values->>'person.name' = claimed_name
    and s.values->>'person.is-deceased' is distinct from 'true' and not s.values ? 'person.deceased-date'
$$;
