-- The tables as they stand. Printed by `npm run linli -- house --tables`; a test holds this page against the database.

-- kernel/db, local
create table migration (
  module text not null,
  number integer not null,
  name text not null,
  hash text not null,
  at timestamp with time zone not null,
  PRIMARY KEY (module, number)
);

-- kernel/db, local
create table policy_text (
  module text not null,
  hash text not null,
  at timestamp with time zone not null,
  PRIMARY KEY (module)
);

-- kernel/log, street
create table log (
  street_id bigint not null,
  at timestamp with time zone not null,
  id uuid not null,
  login_id uuid not null,
  post_id uuid not null,
  action text not null,
  events jsonb not null,
  seq bigint,
  prev bytea,
  hash bytea,
  PRIMARY KEY (street_id, at, id)
);
CREATE INDEX log_by_seq ON ONLY log USING btree (street_id, seq) WHERE (seq IS NOT NULL);
CREATE INDEX log_unsealed ON ONLY log USING btree (street_id, at, id) WHERE (seq IS NULL);
create policy backup_reads on log for select to linli_backup using (true);
create policy log_own on log for insert to linli_app with check (((street_id = app_street()) AND (login_id = app_login()) AND (seq IS NULL)));
create policy log_resident on log for insert to linli_resident with check (((street_id = app_street()) AND (login_id = app_login()) AND (seq IS NULL)));
create policy log_seal on log to linli_seal using (true) with check (true);
create policy log_street on log for select to linli_app using ((street_id = app_street()));

-- kernel/log, street
create table look (
  street_id bigint not null,
  at timestamp with time zone not null,
  id uuid not null,
  login_id uuid not null,
  post_id uuid not null,
  view text not null,
  subjects uuid[] not null,
  filter jsonb,
  fields text[] not null,
  reason text,
  sensitive boolean not null,
  seq bigint,
  prev bytea,
  hash bytea,
  PRIMARY KEY (street_id, at, id)
);
CREATE INDEX look_by_login ON ONLY look USING btree (street_id, login_id, at) WHERE sensitive;
CREATE INDEX look_by_seq ON ONLY look USING btree (street_id, seq) WHERE (seq IS NOT NULL);
CREATE INDEX look_by_subject ON ONLY look USING gin (subjects);
CREATE INDEX look_of_many ON ONLY look USING btree (street_id, at DESC, id) WHERE ((subjects = '{}'::uuid[]) AND (filter ? 'count'::text));
CREATE INDEX look_unsealed ON ONLY look USING btree (street_id, at, id) WHERE (seq IS NULL);
create policy backup_reads on look for select to linli_backup using (true);
create policy erase_look on look for select to linli_erase using ((street_id = app_street()));
create policy look_at_own on look for select to linli_resident using (((street_id = app_street()) AND ((subjects && app_own()) OR ((subjects = '{}'::uuid[]) AND (filter ? 'count'::text)))));
create policy look_named on look for select to linli_owner using (true);
create policy look_own on look for insert to linli_app with check (((street_id = app_street()) AND (login_id = app_login()) AND (seq IS NULL)));
create policy look_resident on look for insert to linli_resident with check (((street_id = app_street()) AND (login_id = app_login()) AND (seq IS NULL)));
create policy look_seal on look to linli_seal using (true) with check (true);
create policy look_street on look for select to linli_app using ((street_id = app_street()));

-- kernel/log, street
create table seal_head (
  street_id bigint not null,
  chain text not null,
  seq bigint not null,
  hash bytea not null,
  PRIMARY KEY (street_id, chain)
);
create policy backup_reads on seal_head for select to linli_backup using (true);
create policy head_seal on seal_head to linli_seal using (true) with check (true);
create policy head_street on seal_head for select to linli_app using ((street_id = app_street()));

-- kernel/log, street
create table idempotency (
  street_id bigint not null,
  login_id uuid not null,
  key text not null,
  hash bytea not null,
  at timestamp with time zone not null,
  reply jsonb not null,
  PRIMARY KEY (street_id, login_id, key)
);
CREATE INDEX idempotency_by_age ON idempotency USING btree (at);
create policy backup_reads on idempotency for select to linli_backup using (true);
create policy erase_idempotency on idempotency to linli_erase using ((street_id = app_street()));
create policy idempotency_own on idempotency to linli_app using (((street_id = app_street()) AND (login_id = app_login()))) with check (((street_id = app_street()) AND (login_id = app_login())));
create policy idempotency_resident on idempotency to linli_resident using (((street_id = app_street()) AND (login_id = app_login()))) with check (((street_id = app_street()) AND (login_id = app_login())));

-- kernel/keys, street
create table street_key (
  street_id bigint not null,
  id integer not null,
  wrapped bytea not null,
  at timestamp with time zone not null,
  PRIMARY KEY (street_id, id)
);
create policy backup_reads on street_key for select to linli_backup using (true);
create policy street_key_own on street_key to linli_app using ((street_id = app_street())) with check ((street_id = app_street()));
create policy street_key_read on street_key for select to linli_resident using ((street_id = app_street()));

-- kernel/access, local
create table login (
  id uuid not null,
  name text not null,
  shown_name text not null,
  password_hash text,
  totp_secret text,
  totp_step bigint not null default 0,
  failed integer not null default 0,
  locked_until timestamp with time zone,
  disabled_at timestamp with time zone,
  created_at timestamp with time zone not null,
  given boolean not null default false,
  kind text not null default 'staff'::text,
  phone_token text,
  phone text,
  used_at timestamp with time zone,
  claims_on date,
  claims integer not null default 0,
  PRIMARY KEY (id),
  UNIQUE (name),
  CHECK (
CASE kind
    WHEN 'staff'::text THEN ((password_hash IS NOT NULL) AND (totp_secret IS NOT NULL) AND (phone_token IS NULL))
    WHEN 'phone'::text THEN ((phone_token IS NOT NULL) AND (phone IS NOT NULL) AND (password_hash IS NULL) AND (totp_secret IS NULL))
    WHEN 'letter'::text THEN ((password_hash IS NULL) AND (totp_secret IS NULL) AND (phone_token IS NULL))
    ELSE false
END)
);
CREATE UNIQUE INDEX login_by_phone ON login USING btree (phone_token);

-- kernel/access, street
create table post (
  street_id bigint not null,
  id uuid not null,
  login_id uuid not null,
  person_id uuid,
  role text not null,
  title text not null,
  region_lo bigint not null,
  region_hi bigint not null,
  from_day date not null,
  to_day date,
  ended_at timestamp with time zone,
  ended_by uuid,
  PRIMARY KEY (street_id, id)
);
CREATE INDEX post_by_login ON post USING btree (street_id, login_id);
create policy backup_reads on post for select to linli_backup using (true);
create policy erase_post on post to linli_erase using ((street_id = app_street()));
create policy post_seen on post for select to linli_resident using ((street_id = app_street()));
create policy post_street on post to linli_app using ((street_id = app_street())) with check ((street_id = app_street()));

-- kernel/access, local
create table login_post (
  login_id uuid not null,
  street_id bigint not null,
  post_id uuid not null,
  PRIMARY KEY (login_id, street_id, post_id)
);

-- kernel/access, local
create table session (
  token_hash bytea not null,
  login_id uuid not null,
  stage text not null,
  street_id bigint,
  post_id uuid,
  created_at timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  PRIMARY KEY (token_hash),
  CHECK ((stage = ANY (ARRAY['password'::text, 'full'::text])))
);
CREATE INDEX session_by_login ON session USING btree (login_id);

-- kernel/access, local
create table sign_in (
  id uuid not null,
  login_id uuid not null,
  at timestamp with time zone not null,
  outcome text not null,
  address text not null,
  agent text not null,
  PRIMARY KEY (id),
  CHECK ((outcome = ANY (ARRAY['in'::text, 'password-wrong'::text, 'code-wrong'::text, 'locked'::text])))
);
CREATE INDEX sign_in_by_login ON sign_in USING btree (login_id, at DESC);

-- kernel/access, local
create table login_street (
  phone_token text not null,
  street_id bigint not null,
  PRIMARY KEY (phone_token, street_id)
);

-- kernel/access, local
create table phone_code (
  phone_token text not null,
  code bytea not null,
  sent_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  tries integer not null default 0,
  on_day date not null,
  sent integer not null default 1,
  PRIMARY KEY (phone_token)
);

-- kernel/access, local
create table answer_number (
  number text not null,
  street_id bigint not null,
  letter_id uuid not null,
  expires_at timestamp with time zone not null,
  PRIMARY KEY (number)
);

-- kernel/files, street
create table file (
  street_id bigint not null,
  id uuid not null,
  name text not null,
  media text not null,
  bytes bigint not null,
  sha256 text not null,
  login_id uuid not null,
  post_id uuid not null,
  region_lo bigint not null,
  region_hi bigint not null,
  at timestamp with time zone not null,
  purged_at timestamp with time zone,
  for_all boolean not null default false,
  PRIMARY KEY (street_id, id)
);
create policy backup_reads on file for select to linli_backup using (true);
create policy erase_file on file to linli_erase using ((street_id = app_street()));
create policy file_area on file to linli_app using (((street_id = app_street()) AND (region_lo >= app_lo()) AND (region_hi <= app_hi()))) with check (((street_id = app_street()) AND (region_lo >= app_lo()) AND (region_hi <= app_hi())));
create policy file_brought on file for insert to linli_resident with check (((street_id = app_street()) AND (login_id = app_login()) AND (region_lo = 0) AND (region_hi = '999999999999999'::bigint) AND (NOT for_all)));
create policy file_for_all on file for select to linli_app using (((street_id = app_street()) AND for_all));

-- kernel/jobs, street
create table job (
  street_id bigint not null,
  id uuid not null,
  kind text not null,
  state text not null,
  stage text not null default ''::text,
  done bigint not null default 0,
  total bigint not null default 0,
  input jsonb not null,
  result jsonb,
  problem jsonb,
  login_id uuid not null,
  post_id uuid not null,
  region_lo bigint not null,
  region_hi bigint not null,
  at timestamp with time zone not null,
  started_at timestamp with time zone,
  ended_at timestamp with time zone,
  cancel_at timestamp with time zone,
  PRIMARY KEY (street_id, id),
  CHECK ((state = ANY (ARRAY['queued'::text, 'running'::text, 'done'::text, 'failed'::text, 'cancelled'::text])))
);
create policy backup_reads on job for select to linli_backup using (true);
create policy erase_job on job to linli_erase using ((street_id = app_street()));
create policy job_area on job to linli_app using (((street_id = app_street()) AND (region_lo >= app_lo()) AND (region_hi <= app_hi()))) with check (((street_id = app_street()) AND (region_lo >= app_lo()) AND (region_hi <= app_hi())));

-- ground/facts, reference
create table definition (
  street_id bigint not null,
  kind text not null,
  id text not null,
  version integer not null,
  origin text not null,
  body jsonb not null,
  hash text not null,
  place integer not null default 0,
  at timestamp with time zone not null,
  retired_at timestamp with time zone,
  PRIMARY KEY (street_id, kind, id, version),
  CHECK ((origin = ANY (ARRAY['shipped'::text, 'street'::text])))
);

-- ground/facts, street
create table statement (
  street_id bigint not null,
  id uuid not null,
  subject_id uuid not null,
  region_no bigint not null,
  source text not null,
  as_of date not null,
  said_at timestamp with time zone not null,
  post_id uuid not null,
  ref uuid,
  decides boolean not null default false,
  withdraws uuid,
  digest text,
  body jsonb not null,
  PRIMARY KEY (street_id, id)
);
CREATE INDEX statement_by_ref ON statement USING btree (street_id, ref) WHERE (ref IS NOT NULL);
CREATE INDEX statement_by_subject ON statement USING btree (street_id, subject_id, said_at, id);
create policy backup_reads on statement for select to linli_backup using (true);
create policy erase_statement on statement to linli_erase using ((street_id = app_street()));
create policy statement_area on statement to linli_app using (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi())))) with check (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi()))));
create policy statement_own on statement to linli_resident using (((street_id = app_street()) AND (subject_id = ANY (app_own())))) with check (((street_id = app_street()) AND (subject_id = ANY (app_own()))));

-- ground/facts, street
create table confirmation (
  street_id bigint not null,
  statement_id uuid not null,
  id uuid not null,
  region_no bigint not null,
  as_of date not null,
  said_at timestamp with time zone not null,
  post_id uuid not null,
  ref uuid,
  withdrawn_at timestamp with time zone,
  PRIMARY KEY (street_id, statement_id, id)
);
create policy backup_reads on confirmation for select to linli_backup using (true);
create policy confirmation_area on confirmation to linli_app using (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi())))) with check (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi()))));
create policy confirmation_seen on confirmation for select to linli_resident using ((street_id = app_street()));
create policy erase_confirmation on confirmation to linli_erase using ((street_id = app_street()));

-- ground/facts, street
create table statement_s (
  street_id bigint not null,
  id uuid not null,
  subject_id uuid not null,
  region_no bigint not null,
  body jsonb not null,
  PRIMARY KEY (street_id, id)
);
CREATE INDEX statement_s_by_subject ON statement_s USING btree (street_id, subject_id);
create policy backup_reads on statement_s for select to linli_backup using (true);
create policy erase_statement_s on statement_s to linli_erase using ((street_id = app_street()));
create policy statement_s_area on statement_s to linli_app using (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi())) AND app_sensitive())) with check (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi())) AND app_sensitive()));
create policy statement_s_own on statement_s to linli_resident using (((street_id = app_street()) AND (subject_id = ANY (app_own())) AND app_sensitive())) with check (((street_id = app_street()) AND (subject_id = ANY (app_own())) AND app_sensitive()));

-- ground/facts, street
create table subject (
  street_id bigint not null,
  id uuid not null,
  kind text not null,
  region_no bigint not null,
  rev integer not null,
  values jsonb not null,
  meta jsonb not null,
  conflicts integer not null default 0,
  sort text not null default ''::text,
  search tsvector,
  merged_into uuid,
  gone_on date,
  PRIMARY KEY (street_id, id)
);
CREATE INDEX subject_by_region ON subject USING btree (street_id, kind, region_no, sort, id);
CREATE INDEX subject_by_search ON subject USING gin (((search || array_to_tsvector(ARRAY[('r'::text || ((region_no / 1000))::text)]))));
CREATE INDEX subject_in_conflict ON subject USING btree (street_id, kind, region_no) WHERE (conflicts > 0);
CREATE INDEX subject_merged ON subject USING btree (street_id, merged_into) WHERE (merged_into IS NOT NULL);
create policy backup_reads on subject for select to linli_backup using (true);
create policy erase_subject on subject to linli_erase using ((street_id = app_street()));
create policy subject_area on subject to linli_app using (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi())))) with check (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi()))));
create policy subject_found on subject for select to linli_owner using (true);
create policy subject_own on subject to linli_resident using (((street_id = app_street()) AND (id = ANY (app_own())))) with check (((street_id = app_street()) AND (id = ANY (app_own()))));

-- ground/facts, street
create table subject_s (
  street_id bigint not null,
  id uuid not null,
  region_no bigint not null,
  values jsonb not null,
  meta jsonb not null,
  conflicts integer not null default 0,
  PRIMARY KEY (street_id, id)
);
create policy backup_reads on subject_s for select to linli_backup using (true);
create policy erase_subject_s on subject_s to linli_erase using ((street_id = app_street()));
create policy subject_s_area on subject_s to linli_app using (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi())) AND app_sensitive())) with check (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi())) AND app_sensitive()));
create policy subject_s_own on subject_s to linli_resident using (((street_id = app_street()) AND (id = ANY (app_own())) AND app_sensitive())) with check (((street_id = app_street()) AND (id = ANY (app_own())) AND app_sensitive()));

-- ground/facts, street
create table identifier (
  street_id bigint not null,
  kind text not null,
  token text not null,
  subject_id uuid not null,
  PRIMARY KEY (street_id, kind, token)
);
CREATE INDEX identifier_by_subject ON identifier USING btree (street_id, subject_id);
create policy backup_reads on identifier for select to linli_backup using (true);
create policy erase_identifier on identifier to linli_erase using ((street_id = app_street()));
create policy identifier_claimed on identifier for select to linli_owner using (true);
create policy identifier_own on identifier to linli_resident using (((street_id = app_street()) AND (subject_id = ANY (app_own())))) with check (((street_id = app_street()) AND (subject_id = ANY (app_own()))));
create policy identifier_street on identifier to linli_app using ((street_id = app_street())) with check ((street_id = app_street()));

-- ground/facts, street
create table tie (
  street_id bigint not null,
  person_id uuid not null,
  kind text not null,
  dwelling_id uuid not null,
  region_no bigint not null,
  from_day date,
  to_day date,
  statement_id uuid not null,
  PRIMARY KEY (street_id, person_id, kind, dwelling_id, statement_id)
);
CREATE INDEX tie_by_dwelling ON tie USING btree (street_id, dwelling_id, kind);
create policy backup_reads on tie for select to linli_backup using (true);
create policy erase_tie on tie to linli_erase using ((street_id = app_street()));
create policy tie_area on tie to linli_app using (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi())))) with check (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi()))));
create policy tie_opened on tie for select to linli_owner using (true);
create policy tie_own on tie for select to linli_resident using (((street_id = app_street()) AND (person_id = ANY (app_own()))));

-- ground/places, reference
create table region (
  code text not null,
  name text not null,
  level text not null,
  parent text,
  from_day date not null default '1900-01-01'::date,
  to_day date,
  PRIMARY KEY (code, from_day),
  CHECK ((level = ANY (ARRAY['province'::text, 'city'::text, 'county'::text, 'street'::text, 'community'::text])))
);
CREATE INDEX region_by_parent ON region USING btree (parent, code);

-- ground/places, street
create table estate (
  street_id bigint not null,
  id uuid not null,
  region_no bigint not null,
  kind text not null,
  name text not null,
  key text not null,
  sort text not null,
  PRIMARY KEY (street_id, id),
  CHECK ((kind = ANY (ARRAY['estate'::text, 'village'::text])))
);
CREATE UNIQUE INDEX estate_by_key ON estate USING btree (street_id, region_no, key);
CREATE INDEX estate_by_region ON estate USING btree (street_id, region_no, sort);
create policy backup_reads on estate for select to linli_backup using (true);
create policy estate_area on estate to linli_app using (((street_id = app_street()) AND (((region_no / 1000) >= (app_lo() / 1000)) AND ((region_no / 1000) <= (app_hi() / 1000))))) with check (((street_id = app_street()) AND (((region_no / 1000) >= (app_lo() / 1000)) AND ((region_no / 1000) <= (app_hi() / 1000)))));
create policy estate_placed on estate for select to linli_owner using (true);

-- ground/places, street
create table building (
  street_id bigint not null,
  id uuid not null,
  region_no bigint not null,
  estate_id uuid not null,
  name text not null,
  key text not null,
  sort text not null,
  PRIMARY KEY (street_id, id),
  FOREIGN KEY (street_id, estate_id) REFERENCES estate(street_id, id)
);
CREATE UNIQUE INDEX building_by_key ON building USING btree (street_id, estate_id, key);
create policy backup_reads on building for select to linli_backup using (true);
create policy building_area on building to linli_app using (((street_id = app_street()) AND (((region_no / 1000) >= (app_lo() / 1000)) AND ((region_no / 1000) <= (app_hi() / 1000))))) with check (((street_id = app_street()) AND (((region_no / 1000) >= (app_lo() / 1000)) AND ((region_no / 1000) <= (app_hi() / 1000)))));

-- ground/places, street
create table dwelling (
  street_id bigint not null,
  id uuid not null,
  region_no bigint not null,
  estate_id uuid,
  building_id uuid,
  unit text,
  floor integer,
  door text not null,
  label text not null,
  key text not null,
  sort text not null,
  ref uuid,
  closed_on date,
  closed_why text,
  joined_into uuid,
  PRIMARY KEY (street_id, id)
);
CREATE INDEX dwelling_by_estate ON dwelling USING btree (street_id, estate_id, building_id, sort);
CREATE UNIQUE INDEX dwelling_by_key ON dwelling USING btree (street_id, ((region_no / 1000)), key) WHERE (closed_on IS NULL);
CREATE INDEX dwelling_by_region ON dwelling USING btree (street_id, region_no, sort);
create policy backup_reads on dwelling for select to linli_backup using (true);
create policy dwelling_area on dwelling to linli_app using (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi())))) with check (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi()))));
create policy dwelling_own on dwelling for select to linli_resident using (((street_id = app_street()) AND (id = ANY (app_own()))));
create policy dwelling_placed on dwelling for select to linli_owner using (true);

-- ground/places, street
create table premises (
  street_id bigint not null,
  id uuid not null,
  region_no bigint not null,
  estate_id uuid,
  kind text not null,
  name text not null,
  address text not null,
  sort text not null,
  PRIMARY KEY (street_id, id)
);
CREATE INDEX premises_by_region ON premises USING btree (street_id, region_no, kind, sort);
create policy backup_reads on premises for select to linli_backup using (true);
create policy premises_area on premises to linli_app using (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi())))) with check (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi()))));

-- ground/places, street
create table grid (
  street_id bigint not null,
  id uuid not null,
  region_no bigint not null,
  name text not null,
  rev integer not null default 1,
  closed_on date,
  PRIMARY KEY (street_id, id)
);
CREATE UNIQUE INDEX grid_by_region ON grid USING btree (street_id, region_no) WHERE (closed_on IS NULL);
create policy backup_reads on grid for select to linli_backup using (true);
create policy grid_area on grid to linli_app using (((street_id = app_street()) AND (((region_no / 1000) >= (app_lo() / 1000)) AND ((region_no / 1000) <= (app_hi() / 1000))))) with check (((street_id = app_street()) AND (((region_no / 1000) >= (app_lo() / 1000)) AND ((region_no / 1000) <= (app_hi() / 1000)))));

-- ground/places, street
create table grid_member (
  street_id bigint not null,
  grid_id uuid not null,
  id uuid not null,
  role text not null,
  name text not null,
  post_id uuid,
  login_id uuid,
  phone text,
  doors uuid[],
  from_day date not null,
  to_day date,
  PRIMARY KEY (street_id, id),
  FOREIGN KEY (street_id, grid_id) REFERENCES grid(street_id, id)
);
CREATE INDEX grid_member_by_grid ON grid_member USING btree (street_id, grid_id);
create policy backup_reads on grid_member for select to linli_backup using (true);
create policy grid_member_street on grid_member to linli_app using ((street_id = app_street())) with check ((street_id = app_street()));

-- ground/people, street
create table merge (
  street_id bigint not null,
  id uuid not null,
  region_no bigint not null,
  kept_id uuid not null,
  gone_id uuid not null,
  reasons jsonb not null,
  by_post uuid not null,
  at timestamp with time zone not null,
  undone_by uuid,
  undone_at timestamp with time zone,
  PRIMARY KEY (street_id, id)
);
CREATE INDEX merge_by_person ON merge USING btree (street_id, kept_id);
create policy backup_reads on merge for select to linli_backup using (true);
create policy erase_merge on merge to linli_erase using ((street_id = app_street()));
create policy merge_area on merge to linli_app using (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi())))) with check (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi()))));

-- ground/people, street
create table different (
  street_id bigint not null,
  a_id uuid not null,
  b_id uuid not null,
  by_post uuid not null,
  at timestamp with time zone not null,
  PRIMARY KEY (street_id, a_id, b_id)
);
create policy backup_reads on different for select to linli_backup using (true);
create policy different_street on different to linli_app using ((street_id = app_street())) with check ((street_id = app_street()));
create policy erase_different on different to linli_erase using ((street_id = app_street()));

-- ground/households, street
create table household (
  street_id bigint not null,
  id uuid not null,
  region_no bigint not null,
  dwelling_id uuid not null,
  from_day date not null,
  to_day date,
  PRIMARY KEY (street_id, id)
);
CREATE UNIQUE INDEX household_by_dwelling ON household USING btree (street_id, dwelling_id) WHERE (to_day IS NULL);
CREATE INDEX household_of_dwelling ON household USING btree (street_id, dwelling_id);
create policy backup_reads on household for select to linli_backup using (true);
create policy erase_household on household to linli_erase using ((street_id = app_street()));
create policy household_area on household to linli_app using (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi())))) with check (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi()))));
create policy household_opened on household for select to linli_owner using (true);
create policy household_own on household for select to linli_resident using (((street_id = app_street()) AND (id = ANY (app_own()))));

-- ground/purposes, street
create table told (
  street_id bigint not null,
  subject_id uuid not null,
  purpose_id text not null,
  edition text not null,
  way text not null,
  at timestamp with time zone not null,
  post_id uuid not null,
  PRIMARY KEY (street_id, subject_id, purpose_id)
);
CREATE INDEX told_by_purpose ON told USING btree (street_id, purpose_id, edition);
create policy backup_reads on told for select to linli_backup using (true);
create policy erase_told on told to linli_erase using ((street_id = app_street()));
create policy told_anew on told for update to linli_resident using (((street_id = app_street()) AND (subject_id = ANY (app_own())))) with check (((street_id = app_street()) AND (subject_id = ANY (app_own()))));
create policy told_hers on told for insert to linli_resident with check (((street_id = app_street()) AND (subject_id = ANY (app_own()))));
create policy told_own on told for select to linli_resident using (((street_id = app_street()) AND (subject_id = ANY (app_own()))));
create policy told_street on told to linli_app using ((street_id = app_street())) with check ((street_id = app_street()));

-- ground/purposes, street
create table emergency (
  street_id bigint not null,
  id uuid not null,
  title text not null,
  document text not null,
  level text not null,
  region_lo bigint not null,
  region_hi bigint not null,
  began_on date not null,
  expires_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  certificate jsonb,
  destroyed_at timestamp with time zone,
  login_id uuid not null,
  post_id uuid not null,
  at timestamp with time zone not null,
  PRIMARY KEY (street_id, id)
);
create policy backup_reads on emergency for select to linli_backup using (true);
create policy emergency_own on emergency for select to linli_resident using ((street_id = app_street()));
create policy emergency_street on emergency to linli_app using ((street_id = app_street())) with check ((street_id = app_street()));
create policy erase_emergency on emergency to linli_erase using ((street_id = app_street()));

-- ground/purposes, street
create table hold (
  street_id bigint not null,
  id uuid not null,
  subject_id uuid not null,
  reason text not null,
  until_day date not null,
  login_id uuid not null,
  post_id uuid not null,
  at timestamp with time zone not null,
  ended_at timestamp with time zone,
  PRIMARY KEY (street_id, id)
);
CREATE INDEX hold_by_subject ON hold USING btree (street_id, subject_id);
create policy backup_reads on hold for select to linli_backup using (true);
create policy erase_hold on hold to linli_erase using ((street_id = app_street()));
create policy hold_street on hold to linli_app using ((street_id = app_street())) with check ((street_id = app_street()));

-- ground/purposes, street
create table leaving (
  street_id bigint not null,
  id uuid not null,
  region_no bigint not null,
  kind text not null,
  what text not null,
  mark text not null,
  subjects integer not null,
  elements text[] not null,
  recall_on date,
  sha256 text,
  login_id uuid not null,
  post_id uuid not null,
  at timestamp with time zone not null,
  file_id uuid,
  PRIMARY KEY (street_id, id),
  CHECK ((kind = ANY (ARRAY['print'::text, 'own'::text, 'file'::text])))
);
CREATE INDEX leaving_by_file ON leaving USING btree (street_id, file_id) WHERE (file_id IS NOT NULL);
CREATE INDEX leaving_by_time ON leaving USING btree (street_id, region_no, at DESC);
create policy backup_reads on leaving for select to linli_backup using (true);
create policy erase_leaving on leaving to linli_erase using ((street_id = app_street()));
create policy leaving_area on leaving to linli_app using (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi())))) with check (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi()))));
create policy leaving_own on leaving for insert to linli_resident with check (((street_id = app_street()) AND (login_id = app_login()) AND (kind = 'own'::text)));

-- ground/purposes, street
create table recall (
  street_id bigint not null,
  export_id uuid not null,
  region_no bigint not null,
  how text not null,
  login_id uuid not null,
  post_id uuid not null,
  at timestamp with time zone not null,
  PRIMARY KEY (street_id, export_id),
  CHECK ((how = ANY (ARRAY['returned'::text, 'destroyed'::text, 'deleted'::text])))
);
create policy backup_reads on recall for select to linli_backup using (true);
create policy erase_recall on recall to linli_erase using ((street_id = app_street()));
create policy recall_area on recall to linli_app using (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi())))) with check (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi()))));
create policy recall_named on recall for select to linli_owner using (true);

-- ground/purposes, street
create table assessment (
  street_id bigint not null,
  id uuid not null,
  purpose_id text not null,
  elements text[] not null,
  recipients text[] not null,
  automated boolean not null,
  published boolean not null,
  necessity text not null,
  effect text not null,
  measures text not null,
  login_id uuid not null,
  post_id uuid not null,
  at timestamp with time zone not null,
  PRIMARY KEY (street_id, id)
);
CREATE INDEX assessment_by_purpose ON assessment USING btree (street_id, purpose_id, at DESC);
create policy assessment_street on assessment to linli_app using ((street_id = app_street())) with check ((street_id = app_street()));
create policy backup_reads on assessment for select to linli_backup using (true);

-- ground/purposes, street
create table consent (
  street_id bigint not null,
  id uuid not null,
  subject_id uuid not null,
  purpose_id text not null,
  edition text not null,
  elements text[] not null,
  given boolean not null,
  as_whom text not null,
  way text not null,
  login_id uuid not null,
  post_id uuid not null,
  at timestamp with time zone not null,
  PRIMARY KEY (street_id, id),
  CHECK ((as_whom = ANY (ARRAY['self'::text, 'guardian'::text, 'helper'::text]))),
  CHECK ((way = ANY (ARRAY['counter'::text, 'telephone'::text, 'paper'::text, 'door'::text, 'own-page'::text])))
);
CREATE INDEX consent_by_subject ON consent USING btree (street_id, subject_id, purpose_id, at DESC);
create policy backup_reads on consent for select to linli_backup using (true);
create policy consent_own on consent to linli_resident using (((street_id = app_street()) AND (subject_id = ANY (app_own())))) with check (((street_id = app_street()) AND (subject_id = ANY (app_own()))));
create policy consent_street on consent to linli_app using ((street_id = app_street())) with check ((street_id = app_street()));
create policy erase_consent on consent to linli_erase using ((street_id = app_street()));

-- ground/residents, street
create table binding (
  street_id bigint not null,
  id uuid not null,
  person_id uuid not null,
  phone_token text not null,
  phone text not null,
  how text not null,
  at timestamp with time zone not null,
  login_id uuid not null,
  post_id uuid not null,
  ended_at timestamp with time zone,
  ended_by uuid,
  ended_why text,
  PRIMARY KEY (street_id, id),
  CHECK ((ended_why = ANY (ARRAY['lost'::text, 'reassigned'::text, 'asked'::text, 'wrong'::text, 'own'::text, 'lapsed'::text]))),
  CHECK ((how = ANY (ARRAY['matched'::text, 'confirmed'::text, 'counter'::text])))
);
CREATE INDEX binding_by_person ON binding USING btree (street_id, person_id);
CREATE UNIQUE INDEX binding_open ON binding USING btree (street_id, phone_token, person_id) WHERE (ended_at IS NULL);
create policy backup_reads on binding for select to linli_backup using (true);
create policy binding_claimed on binding for insert to linli_resident with check (((street_id = app_street()) AND (login_id = app_login()) AND (how = 'matched'::text)));
create policy binding_ended on binding for update to linli_resident using (((street_id = app_street()) AND (person_id = ANY (app_own())))) with check (((street_id = app_street()) AND (person_id = ANY (app_own()))));
create policy binding_lapsed on binding for select to linli_owner using (true);
create policy binding_own on binding for select to linli_resident using (((street_id = app_street()) AND (person_id = ANY (app_own()))));
create policy binding_street on binding to linli_app using ((street_id = app_street())) with check ((street_id = app_street()));
create policy erase_binding on binding to linli_erase using ((street_id = app_street()));

-- ground/residents, street
create table claim (
  street_id bigint not null,
  id uuid not null,
  person_id uuid not null,
  login_id uuid not null,
  phone_token text not null,
  phone text not null,
  at timestamp with time zone not null,
  decided_at timestamp with time zone,
  decided_by uuid,
  hers boolean,
  PRIMARY KEY (street_id, id)
);
CREATE INDEX claim_by_person ON claim USING btree (street_id, person_id) WHERE (decided_at IS NULL);
CREATE UNIQUE INDEX claim_waiting ON claim USING btree (street_id, login_id, person_id) WHERE (decided_at IS NULL);
create policy backup_reads on claim for select to linli_backup using (true);
create policy claim_own on claim to linli_resident using (((street_id = app_street()) AND (login_id = app_login()))) with check (((street_id = app_street()) AND (login_id = app_login())));
create policy claim_street on claim to linli_app using ((street_id = app_street())) with check ((street_id = app_street()));
create policy erase_claim on claim to linli_erase using ((street_id = app_street()));

-- ground/residents, street
create table answer_letter (
  street_id bigint not null,
  id uuid not null,
  person_id uuid,
  dwelling_id uuid,
  at timestamp with time zone not null,
  post_id uuid not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  ended_at timestamp with time zone,
  ended_by uuid,
  print_id uuid,
  PRIMARY KEY (street_id, id),
  CHECK (((person_id IS NULL) <> (dwelling_id IS NULL)))
);
CREATE INDEX answer_letter_by_person ON answer_letter USING btree (street_id, person_id) WHERE (person_id IS NOT NULL);
CREATE INDEX answer_letter_by_print ON answer_letter USING btree (street_id, print_id) WHERE (print_id IS NOT NULL);
create policy backup_reads on answer_letter for select to linli_backup using (true);
create policy erase_letter on answer_letter to linli_erase using ((street_id = app_street()));
create policy letter_street on answer_letter to linli_app using ((street_id = app_street())) with check ((street_id = app_street()));

-- ground/residents, street
create table mandate (
  street_id bigint not null,
  id uuid not null,
  kind text not null,
  principal_id uuid not null,
  helper_id uuid,
  helper_token text,
  helper_phone text,
  helper_name text,
  scope text[] not null,
  from_day date not null,
  to_day date not null,
  channel text not null,
  paper_id uuid,
  at timestamp with time zone not null,
  login_id uuid not null,
  post_id uuid not null,
  ended_at timestamp with time zone,
  ended_by uuid,
  PRIMARY KEY (street_id, id),
  CHECK ((channel = ANY (ARRAY['online'::text, 'counter'::text]))),
  CHECK (((helper_id IS NULL) <> (helper_token IS NULL))),
  CHECK (((channel = 'online'::text) OR (paper_id IS NOT NULL))),
  CHECK ((kind = ANY (ARRAY['helper'::text, 'guardian'::text])))
);
CREATE INDEX mandate_by_helper ON mandate USING btree (street_id, helper_id) WHERE (helper_id IS NOT NULL);
CREATE INDEX mandate_by_phone ON mandate USING btree (street_id, helper_token) WHERE (helper_token IS NOT NULL);
CREATE INDEX mandate_by_principal ON mandate USING btree (street_id, principal_id);
create policy backup_reads on mandate for select to linli_backup using (true);
create policy erase_mandate on mandate to linli_erase using ((street_id = app_street()));
create policy mandate_own on mandate to linli_resident using (((street_id = app_street()) AND ((principal_id = ANY (app_own())) OR (helper_id = ANY (app_own()))))) with check (((street_id = app_street()) AND ((principal_id = ANY (app_own())) OR (helper_id = ANY (app_own())))));
create policy mandate_street on mandate to linli_app using ((street_id = app_street())) with check ((street_id = app_street()));

-- ground/residents, street
create table look_closing (
  street_id bigint not null,
  id uuid not null,
  person_id uuid not null,
  looker_id uuid,
  from_at timestamp with time zone not null,
  to_at timestamp with time zone,
  why text not null,
  basis text not null,
  until_day date not null,
  at timestamp with time zone not null,
  login_id uuid not null,
  post_id uuid not null,
  reviewed_at timestamp with time zone,
  reviewed_by uuid,
  kept boolean,
  ended_at timestamp with time zone,
  ended_by uuid,
  PRIMARY KEY (street_id, id),
  CHECK ((why = ANY (ARRAY['law'::text, 'safety'::text])))
);
CREATE INDEX look_closing_by_person ON look_closing USING btree (street_id, person_id);
create policy backup_reads on look_closing for select to linli_backup using (true);
create policy erase_look_closing on look_closing to linli_erase using ((street_id = app_street()));
create policy look_closing_own on look_closing for select to linli_resident using (((street_id = app_street()) AND (person_id = ANY (app_own()))));
create policy look_closing_street on look_closing to linli_app using ((street_id = app_street())) with check ((street_id = app_street()));

-- ground/imports, street
create table import (
  street_id bigint not null,
  id uuid not null,
  region_no bigint not null,
  file_id uuid not null,
  file_name text not null,
  state text not null,
  plan jsonb not null,
  source text not null,
  as_of date not null,
  counts jsonb not null default '{}'::jsonb,
  rounds integer not null default 0,
  job_id uuid,
  login_id uuid not null,
  post_id uuid not null,
  by_title text not null,
  at timestamp with time zone not null,
  applied_at timestamp with time zone,
  undone_at timestamp with time zone,
  undone_by uuid,
  PRIMARY KEY (street_id, id),
  CHECK ((state = ANY (ARRAY['reading'::text, 'unreadable'::text, 'understood'::text, 'staging'::text, 'staged'::text, 'applying'::text, 'applied'::text, 'undoing'::text, 'undone'::text, 'dropped'::text])))
);
CREATE INDEX import_by_time ON import USING btree (street_id, region_no, at DESC, id);
create policy backup_reads on import for select to linli_backup using (true);
create policy erase_import on import to linli_erase using ((street_id = app_street()));
create policy import_area on import to linli_app using (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi())))) with check (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi()))));
create policy import_staged on import for select to linli_owner using (true);

-- ground/imports, street
create table import_row (
  street_id bigint not null,
  import_id uuid not null,
  sheet integer not null,
  row integer not null,
  part integer not null default 0,
  region_no bigint not null,
  verdict text not null,
  kind text not null,
  subject_id uuid,
  rev integer not null default 0,
  fresh boolean not null,
  statement_id uuid not null,
  repeats uuid,
  digest text,
  dwelling_id uuid,
  label text not null default ''::text,
  decides boolean not null default false,
  body jsonb,
  body_s jsonb,
  more jsonb,
  next jsonb,
  next_s jsonb,
  ties jsonb,
  sort text not null default ''::text,
  search text[],
  token_kinds text[],
  tokens text[],
  outcomes jsonb,
  problems jsonb,
  candidates jsonb,
  decision text,
  round integer not null default 0,
  returned boolean not null default false,
  later boolean not null default false,
  PRIMARY KEY (street_id, import_id, sheet, "row", part),
  CHECK ((verdict = ANY (ARRAY['new'::text, 'changed'::text, 'same'::text, 'conflict'::text, 'invalid'::text, 'doubtful'::text, 'elsewhere'::text, 'skipped'::text, 'joined'::text])))
);
CREATE INDEX import_row_by_verdict ON import_row USING btree (street_id, import_id, verdict, sheet, "row", part);
CREATE INDEX import_row_with_problems ON import_row USING btree (street_id, import_id, sheet, "row", part) WHERE (problems IS NOT NULL);
create policy backup_reads on import_row for select to linli_backup using (true);
create policy erase_import_row on import_row to linli_erase using ((street_id = app_street()));
create policy import_row_area on import_row to linli_app using (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi())))) with check (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi()))));
create policy import_row_staged on import_row for select to linli_owner using (true);

-- ground/imports, street
create table import_place (
  street_id bigint not null,
  import_id uuid not null,
  id uuid not null,
  kind text not null,
  region_no bigint not null,
  key text not null,
  name text not null,
  label text not null,
  sort text not null,
  search text[] not null,
  estate_kind text,
  estate_id uuid,
  building_id uuid,
  unit text,
  floor integer,
  rows integer not null,
  sheet integer not null,
  row integer not null,
  PRIMARY KEY (street_id, import_id, id),
  CHECK ((kind = ANY (ARRAY['estate'::text, 'building'::text, 'dwelling'::text])))
);
create policy backup_reads on import_place for select to linli_backup using (true);
create policy erase_import_place on import_place to linli_erase using ((street_id = app_street()));
create policy import_place_area on import_place to linli_app using (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi())))) with check (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi()))));

-- ground/imports, street
create table learned_heading (
  street_id bigint not null,
  heading text not null,
  element text,
  times integer not null,
  at timestamp with time zone not null,
  PRIMARY KEY (street_id, heading)
);
create policy backup_reads on learned_heading for select to linli_backup using (true);
create policy learned_street on learned_heading to linli_app using ((street_id = app_street())) with check ((street_id = app_street()));

-- ground/forms, street
create table form_answer (
  street_id bigint not null,
  id uuid not null,
  subject_id uuid not null,
  region_no bigint not null,
  form_id text not null,
  origin text not null,
  version integer not null,
  channel text not null,
  as_of date not null,
  at timestamp with time zone not null,
  post_id uuid not null,
  elements text[] not null,
  local jsonb not null,
  keep_until date not null,
  notice text[] not null default '{}'::text[],
  PRIMARY KEY (street_id, id, subject_id),
  CHECK ((channel = ANY (ARRAY['counter'::text, 'telephone'::text, 'paper'::text, 'door'::text]))),
  CHECK ((origin = ANY (ARRAY['shipped'::text, 'street'::text])))
);
CREATE INDEX form_answer_by_subject ON form_answer USING btree (street_id, subject_id, at DESC);
create policy backup_reads on form_answer for select to linli_backup using (true);
create policy erase_form_answer on form_answer to linli_erase using ((street_id = app_street()));
create policy form_answer_area on form_answer to linli_app using (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi())))) with check (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi()))));
create policy form_answer_own on form_answer for select to linli_resident using (((street_id = app_street()) AND (subject_id = ANY (app_own()))));

-- ground/forgetting, street
create table erasure (
  street_id bigint not null,
  id uuid not null,
  region_no bigint not null,
  subjects uuid[] not null,
  ground text not null,
  reason text not null,
  state text not null,
  counts jsonb not null,
  files uuid[],
  refold uuid[],
  job_id uuid,
  login_id uuid not null,
  post_id uuid not null,
  at timestamp with time zone not null,
  done_at timestamp with time zone,
  PRIMARY KEY (street_id, id),
  CHECK ((ground = ANY (ARRAY['purpose-ended'::text, 'term-ended'::text, 'consent-withdrawn'::text, 'unlawful'::text, 'other-law'::text, 'deceased'::text]))),
  CHECK ((state = ANY (ARRAY['ordered'::text, 'done'::text])))
);
CREATE INDEX erasure_by_time ON erasure USING btree (street_id, region_no, at DESC);
create policy backup_reads on erasure for select to linli_backup using (true);
create policy erase_erasure on erasure for select to linli_erase using ((street_id = app_street()));
create policy erasure_area on erasure to linli_app using (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi())))) with check (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi()))));

-- ground/duties, street
create table duty_edition (
  street_id bigint not null,
  id uuid not null,
  level text not null,
  title text not null,
  issuer text not null,
  document text not null,
  document_day date,
  file_id uuid,
  from_day date not null,
  to_day date,
  at timestamp with time zone not null,
  post_id uuid not null,
  PRIMARY KEY (street_id, id),
  CHECK ((to_day >= (from_day - 1))),
  CHECK ((level = ANY (ARRAY['street'::text, 'community'::text, 'county'::text])))
);
CREATE INDEX duty_edition_by_level ON duty_edition USING btree (street_id, level, from_day);
create policy backup_reads on duty_edition for select to linli_backup using (true);
create policy duty_edition_add on duty_edition for insert to linli_app with check (((street_id = app_street()) AND (app_lo() <= (street_id * 1000000)) AND (app_hi() >= ((street_id * 1000000) + 999999))));
create policy duty_edition_end on duty_edition for update to linli_app using (((street_id = app_street()) AND (app_lo() <= (street_id * 1000000)) AND (app_hi() >= ((street_id * 1000000) + 999999)))) with check ((street_id = app_street()));
create policy duty_edition_read on duty_edition for select to linli_app using ((street_id = app_street()));

-- ground/duties, street
create table duty_item (
  street_id bigint not null,
  id uuid not null,
  rev integer not null,
  edition_id uuid,
  level text not null,
  list text not null,
  number text not null,
  place integer not null,
  category text not null,
  subcategory text not null,
  title text not null,
  key text not null,
  lead text not null,
  partners text[] not null,
  tasks text not null,
  basis text not null,
  document text not null,
  document_day date,
  file_id uuid,
  from_day date not null,
  to_day date,
  end_document text,
  end_document_day date,
  at timestamp with time zone not null,
  post_id uuid not null,
  PRIMARY KEY (street_id, id, rev),
  FOREIGN KEY (street_id, edition_id) REFERENCES duty_edition(street_id, id),
  CHECK ((to_day >= (from_day - 1))),
  CHECK ((level = ANY (ARRAY['street'::text, 'community'::text, 'county'::text]))),
  CHECK ((list = ANY (ARRAY['basic'::text, 'assisting'::text, 'withdrawn'::text, 'self'::text])))
);
CREATE INDEX duty_item_by_day ON duty_item USING btree (street_id, level, from_day, to_day);
create policy backup_reads on duty_item for select to linli_backup using (true);
create policy duty_item_add on duty_item for insert to linli_app with check (((street_id = app_street()) AND (app_lo() <= (street_id * 1000000)) AND (app_hi() >= ((street_id * 1000000) + 999999))));
create policy duty_item_end on duty_item for update to linli_app using (((street_id = app_street()) AND (app_lo() <= (street_id * 1000000)) AND (app_hi() >= ((street_id * 1000000) + 999999)))) with check ((street_id = app_street()));
create policy duty_item_read on duty_item for select to linli_app using ((street_id = app_street()));

-- ground/duties, street
create table duty_draft (
  street_id bigint not null,
  id uuid not null,
  level text not null,
  head jsonb not null,
  rows jsonb not null,
  file_id uuid,
  rev integer not null,
  at timestamp with time zone not null,
  post_id uuid not null,
  PRIMARY KEY (street_id, id),
  CHECK ((level = ANY (ARRAY['street'::text, 'community'::text, 'county'::text])))
);
create policy backup_reads on duty_draft for select to linli_backup using (true);
create policy duty_draft_whole on duty_draft to linli_app using (((street_id = app_street()) AND (app_lo() <= (street_id * 1000000)) AND (app_hi() >= ((street_id * 1000000) + 999999)))) with check (((street_id = app_street()) AND (app_lo() <= (street_id * 1000000)) AND (app_hi() >= ((street_id * 1000000) + 999999))));

-- ground/duties, street
create table objection (
  street_id bigint not null,
  id uuid not null,
  side text not null,
  other_street bigint not null,
  about_kind text not null,
  about_id uuid not null,
  about_title text not null,
  asker text not null,
  reasons text[] not null,
  words text not null,
  raised_at timestamp with time zone not null,
  raised_by uuid not null,
  raised_on date not null,
  due_on date not null,
  rule jsonb not null,
  answer text,
  answer_words text,
  answered_at timestamp with time zone,
  answered_by uuid,
  answered_on date,
  withdrawn_on date,
  rev integer not null,
  PRIMARY KEY (street_id, id),
  CHECK ((about_kind = ANY (ARRAY['request'::text, 'duty'::text]))),
  CHECK ((answer = ANY (ARRAY['upheld'::text, 'partly'::text, 'dismissed'::text]))),
  CHECK (((answer IS NULL) = (answered_on IS NULL))),
  CHECK ((side = ANY (ARRAY['raised'::text, 'received'::text])))
);
CREATE INDEX objection_by_about ON objection USING btree (street_id, about_id);
CREATE INDEX objection_by_day ON objection USING btree (street_id, raised_on DESC, id);
create policy backup_reads on objection for select to linli_backup using (true);
create policy objection_add on objection for insert to linli_app with check (((street_id = app_street()) AND (app_lo() <= (street_id * 1000000)) AND (app_hi() >= ((street_id * 1000000) + 999999))));
create policy objection_answer on objection for update to linli_app using (((street_id = app_street()) AND (app_lo() <= (street_id * 1000000)) AND (app_hi() >= ((street_id * 1000000) + 999999)))) with check ((street_id = app_street()));
create policy objection_read on objection for select to linli_app using ((street_id = app_street()));

-- ground/asks, street
create table ask_request (
  street_id bigint not null,
  id uuid not null,
  kind text not null,
  lo bigint not null,
  hi bigint not null,
  title text not null,
  asker text not null,
  basis text,
  purpose text,
  purpose_key text not null,
  until date not null,
  obliged boolean not null default false,
  bases jsonb not null default '{}'::jsonb,
  opened_at timestamp with time zone not null,
  withdrawn_at timestamp with time zone,
  withdrawn_by uuid,
  first_until date,
  PRIMARY KEY (street_id, id),
  CHECK ((kind = ANY (ARRAY['report'::text, 'form'::text, 'survey'::text])))
);
CREATE INDEX ask_request_by_until ON ask_request USING btree (street_id, until) WHERE (withdrawn_at IS NULL);
create policy ask_request_area on ask_request to linli_app using (((street_id = app_street()) AND (lo <= app_hi()) AND (hi >= app_lo()))) with check (((street_id = app_street()) AND (lo <= app_hi()) AND (hi >= app_lo())));
create policy ask_request_asking on ask_request for select to linli_owner using (true);
create policy backup_reads on ask_request for select to linli_backup using (true);
create policy erase_ask_request on ask_request to linli_erase using ((street_id = app_street()));

-- ground/asks, street
create table ask (
  street_id bigint not null,
  request_id uuid not null,
  subject_id uuid not null,
  element text not null,
  region_no bigint not null,
  dwelling_id uuid,
  state text not null,
  rev integer not null,
  opened_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  closed_how text,
  closed_ref uuid,
  channel text,
  PRIMARY KEY (street_id, request_id, subject_id, element),
  FOREIGN KEY (street_id, request_id) REFERENCES ask_request(street_id, id),
  CHECK ((channel = ANY (ARRAY['phone'::text, 'helper'::text, 'letter'::text, 'counter'::text, 'telephone'::text, 'paper'::text, 'door'::text]))),
  CHECK (((closed_at IS NULL) = (closed_how IS NULL))),
  CHECK ((closed_how = ANY (ARRAY['answered'::text, 'known'::text, 'refused'::text, 'withdrawn'::text, 'expired'::text, 'moved'::text]))),
  CHECK ((state = ANY (ARRAY['missing'::text, 'stale'::text, 'conflicting'::text])))
);
CREATE INDEX ask_by_door ON ask USING btree (street_id, dwelling_id) WHERE ((closed_at IS NULL) AND (dwelling_id IS NOT NULL));
CREATE INDEX ask_by_region ON ask USING btree (street_id, region_no) WHERE (closed_at IS NULL);
CREATE INDEX ask_by_subject ON ask USING btree (street_id, subject_id);
create policy ask_area on ask to linli_app using (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi())))) with check (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi()))));
create policy ask_asking on ask for select to linli_owner using (true);
create policy ask_own on ask to linli_resident using (((street_id = app_street()) AND (subject_id = ANY (app_own())))) with check (((street_id = app_street()) AND (subject_id = ANY (app_own()))));
create policy backup_reads on ask for select to linli_backup using (true);
create policy erase_ask on ask to linli_erase using ((street_id = app_street()));

-- ground/asks, street
create table refusal (
  street_id bigint not null,
  id uuid not null,
  subject_id uuid not null,
  region_no bigint not null,
  dwelling_id uuid,
  reason text,
  at timestamp with time zone not null,
  login_id uuid not null,
  post_id uuid not null,
  PRIMARY KEY (street_id, id)
);
CREATE INDEX refusal_by_subject ON refusal USING btree (street_id, subject_id, at DESC);
create policy backup_reads on refusal for select to linli_backup using (true);
create policy erase_refusal on refusal to linli_erase using ((street_id = app_street()));
create policy refusal_area on refusal to linli_app using (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi())))) with check (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi()))));
create policy refusal_own on refusal to linli_resident using (((street_id = app_street()) AND (subject_id = ANY (app_own())))) with check (((street_id = app_street()) AND (subject_id = ANY (app_own()))));

-- ground/asks, street
create table refusal_item (
  street_id bigint not null,
  refusal_id uuid not null,
  subject_id uuid not null,
  region_no bigint not null,
  element text not null,
  request_id uuid not null,
  purpose_key text not null,
  PRIMARY KEY (street_id, refusal_id, element, request_id),
  FOREIGN KEY (street_id, refusal_id) REFERENCES refusal(street_id, id)
);
CREATE INDEX refusal_item_by_subject ON refusal_item USING btree (street_id, subject_id, element);
create policy backup_reads on refusal_item for select to linli_backup using (true);
create policy erase_refusal_item on refusal_item to linli_erase using ((street_id = app_street()));
create policy refusal_item_area on refusal_item to linli_app using (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi())))) with check (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi()))));
create policy refusal_item_own on refusal_item to linli_resident using (((street_id = app_street()) AND (subject_id = ANY (app_own())))) with check (((street_id = app_street()) AND (subject_id = ANY (app_own()))));

-- ground/matters, street
create table unit (
  street_id bigint not null,
  id uuid not null,
  kind text not null,
  name text not null,
  key text not null,
  phone text not null,
  rev integer not null default 1,
  ended_on date,
  PRIMARY KEY (street_id, id),
  CHECK ((kind = ANY (ARRAY['office'::text, 'department'::text, 'company'::text])))
);
CREATE UNIQUE INDEX unit_by_key ON unit USING btree (street_id, key) WHERE (ended_on IS NULL);
create policy backup_reads on unit for select to linli_backup using (true);
create policy unit_named on unit for select to linli_resident using ((street_id = app_street()));
create policy unit_street on unit to linli_app using ((street_id = app_street())) with check ((street_id = app_street()));

-- ground/matters, street
create table unit_post (
  street_id bigint not null,
  unit_id uuid not null,
  post_id uuid not null,
  from_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  PRIMARY KEY (street_id, unit_id, post_id),
  FOREIGN KEY (street_id, unit_id) REFERENCES unit(street_id, id)
);
CREATE INDEX unit_post_by_post ON unit_post USING btree (street_id, post_id);
create policy backup_reads on unit_post for select to linli_backup using (true);
create policy unit_post_street on unit_post to linli_app using ((street_id = app_street())) with check ((street_id = app_street()));

-- ground/matters, street
create table matter (
  street_id bigint not null,
  id uuid not null,
  number text not null,
  region_no bigint not null,
  type_id text not null,
  type_origin text not null,
  type_version integer not null,
  category text not null,
  channel text not null,
  subject_id uuid,
  stand text not null,
  outcome text,
  reason text,
  lead text not null,
  place text not null,
  holder_post uuid,
  parties text[] not null,
  due_at timestamp with time zone,
  due_what text,
  act_at timestamp with time zone,
  paused boolean not null default false,
  raised text,
  opened_at timestamp with time zone not null,
  responded_at timestamp with time zone,
  response_by timestamp with time zone,
  response_late boolean not null default false,
  answered_at timestamp with time zone,
  resolve_by timestamp with time zone,
  resolve_late boolean not null default false,
  closed_at timestamp with time zone,
  moved_at timestamp with time zone not null,
  dispatched boolean not null default false,
  returned integer not null default 0,
  reopened integer not null default 0,
  reporters integer not null default 0,
  solved integer not null default 0,
  unsolved integer not null default 0,
  satisfied integer not null default 0,
  rated integer not null default 0,
  merged_into uuid,
  from_id uuid,
  sealed boolean not null default false,
  barred text[] not null default '{}'::text[],
  keep_until date,
  rev integer not null,
  call_due_at timestamp with time zone,
  in_touch boolean not null default false,
  contact_by timestamp with time zone,
  reached_at timestamp with time zone,
  tried_at timestamp with time zone,
  ends_on date,
  restricts boolean not null default false,
  PRIMARY KEY (street_id, id),
  CHECK (((stand = 'closed'::text) = (outcome IS NOT NULL))),
  CHECK ((outcome = ANY (ARRAY['confirmed'::text, 'ruled'::text, 'refused'::text, 'merged'::text]))),
  CHECK ((raised = ANY (ARRAY['street'::text, 'head'::text]))),
  CHECK ((stand = ANY (ARRAY['received'::text, 'in-hand'::text, 'answered'::text, 'closed'::text]))),
  CHECK ((type_origin = ANY (ARRAY['shipped'::text, 'street'::text])))
);
CREATE INDEX matter_by_call_due ON matter USING btree (street_id, call_due_at) WHERE ((stand = ANY (ARRAY['received'::text, 'in-hand'::text])) AND (call_due_at IS NOT NULL));
CREATE INDEX matter_by_holder ON matter USING btree (street_id, holder_post, due_at, id) WHERE ((stand <> 'closed'::text) AND (holder_post IS NOT NULL));
CREATE INDEX matter_by_lead ON matter USING btree (street_id, lead);
CREATE UNIQUE INDEX matter_by_number ON matter USING btree (street_id, number);
CREATE INDEX matter_by_region ON matter USING btree (street_id, region_no, opened_at);
CREATE INDEX matter_by_subject ON matter USING btree (street_id, subject_id) WHERE (subject_id IS NOT NULL);
CREATE INDEX matter_by_type ON matter USING btree (street_id, type_id, opened_at);
CREATE INDEX matter_closed ON matter USING btree (street_id, moved_at DESC, id) WHERE ((stand = 'closed'::text) AND (NOT sealed));
CREATE INDEX matter_in_touch ON matter USING btree (street_id, region_no, contact_by) WHERE (in_touch AND (stand <> 'closed'::text) AND (NOT sealed));
CREATE INDEX matter_open_by_due ON matter USING btree (street_id, due_at, id) WHERE (stand <> 'closed'::text);
CREATE INDEX matter_open_by_lead ON matter USING btree (street_id, lead, due_at, id) WHERE (stand <> 'closed'::text);
CREATE INDEX matter_open_by_region ON matter USING btree (street_id, region_no, due_at, id) WHERE (stand <> 'closed'::text);
CREATE INDEX matter_restricting ON matter USING btree (street_id, subject_id) WHERE (restricts AND (stand <> 'closed'::text) AND (NOT sealed));
CREATE INDEX matter_sealed ON matter USING btree (street_id, due_at) WHERE sealed;
CREATE INDEX matter_stuck ON matter USING btree (street_id, due_at, id) WHERE ((stand = ANY (ARRAY['received'::text, 'in-hand'::text])) AND ((raised IS NOT NULL) OR (returned > 0) OR paused OR (reopened > 0)));
CREATE INDEX matter_to_act ON matter USING btree (street_id, act_at) WHERE (act_at IS NOT NULL);
CREATE INDEX matter_to_forget ON matter USING btree (street_id, keep_until) WHERE (keep_until IS NOT NULL);
create policy backup_reads on matter for select to linli_backup using (true);
create policy erase_matter on matter to linli_erase using ((street_id = app_street()));
create policy matter_own on matter to linli_resident using (((street_id = app_street()) AND (id = ANY (app_matters())))) with check (((street_id = app_street()) AND (id = ANY (app_matters()))));
create policy matter_owner on matter for select to linli_owner using (true);
create policy matter_seen on matter to linli_app using (((street_id = app_street()) AND (((region_no >= app_lo()) AND (region_no <= app_hi())) OR (parties && app_parties()) OR (id = ANY (app_matters()))) AND ((NOT sealed) OR (app_sealed() AND (NOT (barred && app_belongs())))))) with check (((street_id = app_street()) AND (((region_no >= app_lo()) AND (region_no <= app_hi())) OR (parties && app_parties()) OR (id = ANY (app_matters()))) AND ((NOT sealed) OR (app_sealed() AND (NOT (barred && app_belongs()))))));

-- ground/matters, street
create table act (
  street_id bigint not null,
  matter_id uuid not null,
  seq integer not null,
  kind text not null,
  at timestamp with time zone not null,
  post_id uuid not null,
  body jsonb not null,
  words jsonb not null default '{}'::jsonb,
  PRIMARY KEY (street_id, matter_id, seq),
  FOREIGN KEY (street_id, matter_id) REFERENCES matter(street_id, id)
);
create policy act_opened on act to linli_app using (((street_id = app_street()) AND (matter_id = ANY (app_matters())))) with check (((street_id = app_street()) AND (matter_id = ANY (app_matters()))));
create policy act_own on act to linli_resident using (((street_id = app_street()) AND (matter_id = ANY (app_matters())))) with check (((street_id = app_street()) AND (matter_id = ANY (app_matters()))));
create policy act_owner on act for select to linli_owner using (true);
create policy backup_reads on act for select to linli_backup using (true);
create policy erase_act on act to linli_erase using ((street_id = app_street()));

-- ground/matters, street
create table matter_reporter (
  street_id bigint not null,
  id uuid not null,
  matter_id uuid not null,
  current_id uuid not null,
  region_no bigint not null,
  channel text not null,
  person_id uuid,
  contact text,
  unnamed boolean not null default false,
  sealed boolean not null default false,
  at timestamp with time zone not null,
  login_id uuid,
  withdrawn_at timestamp with time zone,
  PRIMARY KEY (street_id, id),
  FOREIGN KEY (street_id, matter_id) REFERENCES matter(street_id, id),
  CHECK ((channel = ANY (ARRAY['phone'::text, 'counter'::text, 'telephone'::text, 'letter'::text, 'hotline'::text, 'helper'::text, 'door'::text])))
);
CREATE INDEX matter_reporter_by_current ON matter_reporter USING btree (street_id, current_id);
CREATE INDEX matter_reporter_by_login ON matter_reporter USING btree (street_id, login_id, at);
CREATE INDEX matter_reporter_by_matter ON matter_reporter USING btree (street_id, matter_id);
CREATE INDEX matter_reporter_by_person ON matter_reporter USING btree (street_id, person_id) WHERE (person_id IS NOT NULL);
create policy backup_reads on matter_reporter for select to linli_backup using (true);
create policy erase_matter_reporter on matter_reporter to linli_erase using ((street_id = app_street()));
create policy matter_reporter_own on matter_reporter to linli_resident using (((street_id = app_street()) AND (person_id = ANY (app_own())))) with check (((street_id = app_street()) AND (person_id = ANY (app_own())) AND (current_id = ANY (app_matters()))));
create policy matter_reporter_owner on matter_reporter for select to linli_owner using (true);
create policy matter_reporter_seen on matter_reporter to linli_app using (((street_id = app_street()) AND ((((region_no >= app_lo()) AND (region_no <= app_hi())) AND (NOT sealed)) OR (matter_id = ANY (app_matters())) OR (current_id = ANY (app_matters()))))) with check (((street_id = app_street()) AND (matter_id = ANY (app_matters()))));

-- ground/matters, street
create table matter_party (
  street_id bigint not null,
  matter_id uuid not null,
  party text not null,
  since timestamp with time zone not null,
  arrive_by timestamp with time zone,
  arrived_at timestamp with time zone,
  people integer,
  finish_by timestamp with time zone,
  done_at timestamp with time zone,
  verdict text,
  let_go boolean not null default false,
  round integer not null default 1,
  sent_back_at timestamp with time zone,
  did boolean,
  off_at timestamp with time zone,
  PRIMARY KEY (street_id, matter_id, party, round),
  FOREIGN KEY (street_id, matter_id) REFERENCES matter(street_id, id),
  CHECK ((verdict = ANY (ARRAY['good'::text, 'late'::text, 'without-power'::text, 'absent'::text])))
);
CREATE INDEX matter_party_by_party ON matter_party USING btree (street_id, party);
CREATE INDEX matter_party_by_since ON matter_party USING btree (street_id, since) WHERE (NOT let_go);
CREATE INDEX matter_party_off ON matter_party USING btree (street_id, party, off_at) WHERE (off_at IS NOT NULL);
CREATE INDEX matter_party_open ON matter_party USING btree (street_id, party, since) WHERE ((done_at IS NULL) AND (sent_back_at IS NULL) AND (off_at IS NULL) AND (NOT let_go));
create policy backup_reads on matter_party for select to linli_backup using (true);
create policy matter_party_owner on matter_party for select to linli_owner using (true);
create policy matter_party_seen on matter_party to linli_app using (((street_id = app_street()) AND ((matter_id = ANY (app_matters())) OR (party = ANY (app_parties()))))) with check (((street_id = app_street()) AND (matter_id = ANY (app_matters()))));

-- ground/matters, street
create table matter_token (
  street_id bigint not null,
  matter_id uuid not null,
  region_no bigint not null,
  tokens integer[] not null,
  weight real not null,
  open boolean not null,
  PRIMARY KEY (street_id, matter_id),
  FOREIGN KEY (street_id, matter_id) REFERENCES matter(street_id, id)
);
CREATE INDEX matter_token_by_token ON matter_token USING gin (tokens) WITH (gin_pending_list_limit='1024');
CREATE INDEX matter_token_open_by_token ON matter_token USING gin (tokens) WITH (gin_pending_list_limit='1024') WHERE open;
create policy backup_reads on matter_token for select to linli_backup using (true);
create policy erase_matter_token on matter_token to linli_erase using ((street_id = app_street()));
create policy matter_token_opened on matter_token to linli_app using (((street_id = app_street()) AND (matter_id = ANY (app_matters())))) with check (((street_id = app_street()) AND (matter_id = ANY (app_matters()))));
create policy matter_token_own on matter_token to linli_resident using (((street_id = app_street()) AND (matter_id = ANY (app_matters())) AND (cardinality(app_own()) > 0))) with check (((street_id = app_street()) AND (matter_id = ANY (app_matters())) AND (cardinality(app_own()) > 0)));
create policy matter_token_owner on matter_token to linli_owner using (true);

-- ground/matters, street
create table matter_photo (
  street_id bigint not null,
  id uuid not null,
  person_id uuid,
  login_id uuid,
  matter_id uuid,
  seq integer,
  reporter_id uuid,
  width integer not null,
  height integer not null,
  at timestamp with time zone not null,
  PRIMARY KEY (street_id, id),
  FOREIGN KEY (street_id, matter_id) REFERENCES matter(street_id, id),
  CHECK (((matter_id IS NULL) = (seq IS NULL)))
);
CREATE INDEX matter_photo_by_matter ON matter_photo USING btree (street_id, matter_id) WHERE (matter_id IS NOT NULL);
CREATE INDEX matter_photo_by_person ON matter_photo USING btree (street_id, person_id) WHERE (person_id IS NOT NULL);
CREATE INDEX matter_photo_loose ON matter_photo USING btree (street_id, login_id, at) WHERE (matter_id IS NULL);
create policy backup_reads on matter_photo for select to linli_backup using (true);
create policy erase_matter_photo on matter_photo to linli_erase using ((street_id = app_street()));
create policy matter_photo_opened on matter_photo for select to linli_app using (((street_id = app_street()) AND (matter_id = ANY (app_matters()))));
create policy matter_photo_own on matter_photo to linli_resident using (((street_id = app_street()) AND (person_id = ANY (app_own())) AND (((matter_id IS NULL) AND (login_id = app_login())) OR (matter_id = ANY (app_matters()))))) with check (((street_id = app_street()) AND (person_id = ANY (app_own())) AND (login_id = app_login()) AND ((matter_id IS NULL) OR (matter_id = ANY (app_matters())))));

-- ground/matters, street
create table type_draft (
  street_id bigint not null,
  id uuid not null,
  type_id text not null,
  from_edition text,
  body jsonb not null,
  forms jsonb not null default '[]'::jsonb,
  from_day date,
  rev integer not null,
  at timestamp with time zone not null,
  post_id uuid not null,
  PRIMARY KEY (street_id, id)
);
CREATE UNIQUE INDEX type_draft_by_type ON type_draft USING btree (street_id, type_id);
CREATE INDEX type_draft_due ON type_draft USING btree (street_id, from_day) WHERE (from_day IS NOT NULL);
create policy backup_reads on type_draft for select to linli_backup using (true);
create policy type_draft_street on type_draft to linli_app using ((street_id = app_street())) with check ((street_id = app_street()));

-- ground/notices, street
create table notice (
  street_id bigint not null,
  id uuid not null,
  region_no bigint not null,
  person_id uuid,
  dwelling_id uuid,
  kind text not null,
  origin text not null,
  version integer not null,
  words jsonb not null,
  refs jsonb not null,
  urgent text,
  at timestamp with time zone not null,
  by_post uuid not null,
  state text not null,
  channel text,
  due_at timestamp with time zone,
  tries integer not null default 0,
  message_id uuid,
  sent_at timestamp with time zone,
  read_at timestamp with time zone,
  PRIMARY KEY (street_id, id),
  CHECK ((channel = ANY (ARRAY['app'::text, 'sms'::text, 'wechat'::text, 'call'::text, 'letter'::text]))),
  CHECK ((num_nonnulls(person_id, dwelling_id) = 1)),
  CHECK ((origin = ANY (ARRAY['shipped'::text, 'street'::text]))),
  CHECK ((state = ANY (ARRAY['waiting'::text, 'sending'::text, 'sent'::text, 'queued'::text, 'printed'::text, 'handed'::text, 'told'::text, 'stuck'::text]))),
  CHECK ((urgent = ANY (ARRAY['life'::text, 'deadline'::text, 'account'::text])))
);
CREATE INDEX notice_by_dwelling ON notice USING btree (street_id, dwelling_id, at DESC) WHERE (dwelling_id IS NOT NULL);
CREATE INDEX notice_by_message ON notice USING btree (street_id, message_id) WHERE (message_id IS NOT NULL);
CREATE INDEX notice_by_person ON notice USING btree (street_id, person_id, at DESC) WHERE (person_id IS NOT NULL);
CREATE INDEX notice_due ON notice USING btree (street_id, due_at) WHERE (due_at IS NOT NULL);
CREATE INDEX notice_queued ON notice USING btree (street_id, channel, region_no) WHERE (state = 'queued'::text);
create policy backup_reads on notice for select to linli_backup using (true);
create policy erase_notice on notice to linli_erase using ((street_id = app_street()));
create policy notice_area on notice to linli_app using (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi())))) with check (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi()))));
create policy notice_own on notice for select to linli_resident using (((street_id = app_street()) AND ((person_id = ANY (app_own())) OR (dwelling_id = ANY (app_own())))));
create policy notice_read on notice for update to linli_resident using (((street_id = app_street()) AND ((person_id = ANY (app_own())) OR (dwelling_id = ANY (app_own()))))) with check (((street_id = app_street()) AND ((person_id = ANY (app_own())) OR (dwelling_id = ANY (app_own())))));

-- ground/notices, street
create table notice_attempt (
  street_id bigint not null,
  id uuid not null,
  notice_id uuid not null,
  region_no bigint not null,
  channel text,
  step text not null,
  reason text,
  at timestamp with time zone not null,
  by_post uuid,
  PRIMARY KEY (street_id, id),
  FOREIGN KEY (street_id, notice_id) REFERENCES notice(street_id, id),
  CHECK ((step = ANY (ARRAY['queued'::text, 'sent'::text, 'failed'::text, 'put-off'::text, 'printed'::text, 'handed'::text, 'back'::text, 'rang'::text, 'not-reached'::text, 'read'::text])))
);
CREATE INDEX notice_attempt_by_notice ON notice_attempt USING btree (street_id, notice_id, at);
create policy backup_reads on notice_attempt for select to linli_backup using (true);
create policy erase_notice_attempt on notice_attempt to linli_erase using ((street_id = app_street()));
create policy notice_attempt_area on notice_attempt to linli_app using (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi())))) with check (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi()))));

-- ground/notices, street
create table own_channel (
  street_id bigint not null,
  person_id uuid not null,
  channel text,
  language text not null,
  large boolean not null,
  quiet_from integer,
  quiet_to integer,
  digest boolean not null,
  wechat text,
  rev integer not null,
  by_post uuid not null,
  at timestamp with time zone not null,
  PRIMARY KEY (street_id, person_id),
  CHECK ((channel = ANY (ARRAY['app'::text, 'sms'::text, 'wechat'::text, 'call'::text, 'letter'::text]))),
  CHECK (((quiet_from IS NULL) = (quiet_to IS NULL))),
  CHECK ((language = ANY (ARRAY['zh'::text, 'en'::text])))
);
create policy backup_reads on own_channel for select to linli_backup using (true);
create policy erase_own_channel on own_channel to linli_erase using ((street_id = app_street()));
create policy own_channel_own on own_channel to linli_resident using (((street_id = app_street()) AND (person_id = ANY (app_own())))) with check (((street_id = app_street()) AND (person_id = ANY (app_own()))));
create policy own_channel_street on own_channel to linli_app using ((street_id = app_street())) with check ((street_id = app_street()));

-- ground/notices, street
create table office (
  street_id bigint not null,
  region bigint not null,
  sign text not null,
  phone text not null,
  hours text not null,
  by_post uuid not null,
  at timestamp with time zone not null,
  PRIMARY KEY (street_id, region)
);
create policy backup_reads on office for select to linli_backup using (true);
create policy office_change on office for update to linli_app using (((street_id = app_street()) AND ((region * 1000) >= app_lo()) AND (((region * 1000) + 999) <= app_hi()))) with check (((street_id = app_street()) AND ((region * 1000) >= app_lo()) AND (((region * 1000) + 999) <= app_hi())));
create policy office_read on office for select to linli_app using ((street_id = app_street()));
create policy office_seen on office for select to linli_resident using ((street_id = app_street()));
create policy office_write on office for insert to linli_app with check (((street_id = app_street()) AND ((region * 1000) >= app_lo()) AND (((region * 1000) + 999) <= app_hi())));

-- ground/notices, street
create table letter_batch (
  street_id bigint not null,
  id uuid not null,
  region_lo bigint not null,
  region_hi bigint not null,
  at timestamp with time zone not null,
  by_post uuid not null,
  printed_at timestamp with time zone,
  PRIMARY KEY (street_id, id)
);
create policy backup_reads on letter_batch for select to linli_backup using (true);
create policy erase_letter_batch on letter_batch to linli_erase using ((street_id = app_street()));
create policy letter_batch_area on letter_batch to linli_app using (((street_id = app_street()) AND (region_lo >= app_lo()) AND (region_hi <= app_hi()))) with check (((street_id = app_street()) AND (region_lo >= app_lo()) AND (region_hi <= app_hi())));

-- ground/notices, street
create table letter (
  street_id bigint not null,
  id uuid not null,
  batch_id uuid not null,
  no bigint not null,
  region_no bigint not null,
  dwelling_id uuid not null,
  person_id uuid,
  place integer not null,
  state text not null,
  reason text,
  at timestamp with time zone not null,
  PRIMARY KEY (street_id, id),
  FOREIGN KEY (street_id, batch_id) REFERENCES letter_batch(street_id, id),
  CHECK ((reason = ANY (ARRAY['moved'::text, 'no-box'::text, 'refused'::text, 'unknown'::text]))),
  CHECK ((state = ANY (ARRAY['gathered'::text, 'printed'::text, 'handed'::text, 'back'::text])))
);
CREATE INDEX letter_by_batch ON letter USING btree (street_id, batch_id, place);
CREATE UNIQUE INDEX letter_by_no ON letter USING btree (street_id, no);
CREATE INDEX letter_by_person ON letter USING btree (street_id, person_id) WHERE (person_id IS NOT NULL);
create policy backup_reads on letter for select to linli_backup using (true);
create policy erase_letter on letter to linli_erase using ((street_id = app_street()));
create policy letter_area on letter to linli_app using (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi())))) with check (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi()))));

-- ground/notices, street
create table letter_number (
  street_id bigint not null,
  last bigint not null,
  PRIMARY KEY (street_id)
);
create policy backup_reads on letter_number for select to linli_backup using (true);
create policy letter_number_street on letter_number to linli_app using ((street_id = app_street())) with check ((street_id = app_street()));

-- ground/notices, street
create table announcement (
  street_id bigint not null,
  id uuid not null,
  region_lo bigint not null,
  region_hi bigint not null,
  title text not null,
  body text not null,
  from_day date not null,
  until_day date not null,
  rev integer not null,
  by_post uuid not null,
  at timestamp with time zone not null,
  taken_at timestamp with time zone,
  taken_by uuid,
  taken_why text,
  PRIMARY KEY (street_id, id),
  CHECK ((from_day <= until_day))
);
CREATE INDEX announcement_by_day ON announcement USING btree (street_id, until_day DESC);
create policy announcement_change on announcement for update to linli_app using (((street_id = app_street()) AND (region_lo >= app_lo()) AND (region_hi <= app_hi()))) with check (((street_id = app_street()) AND (region_lo >= app_lo()) AND (region_hi <= app_hi())));
create policy announcement_read on announcement for select to linli_app using (((street_id = app_street()) AND (region_lo <= app_hi()) AND (region_hi >= app_lo())));
create policy announcement_seen on announcement for select to linli_resident using ((street_id = app_street()));
create policy announcement_write on announcement for insert to linli_app with check (((street_id = app_street()) AND (region_lo >= app_lo()) AND (region_hi <= app_hi())));
create policy backup_reads on announcement for select to linli_backup using (true);
create policy erase_announcement on announcement to linli_erase using ((street_id = app_street()));

-- ground/notices, street
create table announcement_area (
  street_id bigint not null,
  announcement_id uuid not null,
  place integer not null,
  kind text not null,
  ref_id uuid,
  region_lo bigint not null,
  region_hi bigint not null,
  PRIMARY KEY (street_id, announcement_id, place),
  FOREIGN KEY (street_id, announcement_id) REFERENCES announcement(street_id, id),
  CHECK (((ref_id IS NULL) = (kind = ANY (ARRAY['community'::text, 'grid'::text])))),
  CHECK ((kind = ANY (ARRAY['community'::text, 'grid'::text, 'estate'::text, 'building'::text])))
);
create policy announcement_area_read on announcement_area for select to linli_app using (((street_id = app_street()) AND (region_lo <= app_hi()) AND (region_hi >= app_lo())));
create policy announcement_area_seen on announcement_area for select to linli_resident using ((street_id = app_street()));
create policy announcement_area_write on announcement_area for insert to linli_app with check (((street_id = app_street()) AND (region_lo >= app_lo()) AND (region_hi <= app_hi())));
create policy backup_reads on announcement_area for select to linli_backup using (true);
create policy erase_announcement_area on announcement_area to linli_erase using ((street_id = app_street()));

-- ground/looking, street
create table glass (
  street_id bigint not null,
  id uuid not null,
  region_no bigint not null,
  person_id uuid not null,
  subjects uuid[] not null,
  reason text not null,
  opened_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  login_id uuid not null,
  post_id uuid not null,
  review_by date not null,
  reviewed_at timestamp with time zone,
  reviewer_login_id uuid,
  justified boolean,
  words text,
  PRIMARY KEY (street_id, id)
);
CREATE INDEX glass_by_login ON glass USING btree (street_id, login_id, opened_at DESC);
CREATE INDEX glass_by_time ON glass USING btree (street_id, region_no, opened_at DESC);
create policy backup_reads on glass for select to linli_backup using (true);
create policy erase_glass on glass to linli_erase using ((street_id = app_street()));
create policy glass_seen on glass to linli_app using (((street_id = app_street()) AND ((login_id = app_login()) OR ((region_no >= app_lo()) AND (region_no <= app_hi()))))) with check (((street_id = app_street()) AND ((login_id = app_login()) OR ((region_no >= app_lo()) AND (region_no <= app_hi())))));

-- ground/looking, street
create table approval (
  street_id bigint not null,
  id uuid not null,
  region_no bigint not null,
  subject_id uuid not null,
  reason text not null,
  asked_at timestamp with time zone not null,
  login_id uuid not null,
  post_id uuid not null,
  decided_at timestamp with time zone,
  decider_login_id uuid,
  granted boolean,
  until_at timestamp with time zone,
  words text,
  PRIMARY KEY (street_id, id)
);
CREATE INDEX approval_by_subject ON approval USING btree (street_id, subject_id, asked_at DESC);
CREATE INDEX approval_open ON approval USING btree (street_id, region_no) WHERE (decided_at IS NULL);
create policy approval_seen on approval to linli_app using (((street_id = app_street()) AND ((login_id = app_login()) OR ((region_no >= app_lo()) AND (region_no <= app_hi()))))) with check (((street_id = app_street()) AND ((login_id = app_login()) OR ((region_no >= app_lo()) AND (region_no <= app_hi())))));
create policy backup_reads on approval for select to linli_backup using (true);
create policy erase_approval on approval to linli_erase using ((street_id = app_street()));

-- circles/management/board, street
create table board_month (
  street_id bigint not null,
  region_no bigint not null,
  month date not null,
  told jsonb not null,
  at timestamp with time zone not null,
  PRIMARY KEY (street_id, region_no, month)
);
create policy backup_reads on board_month for select to linli_backup using (true);
create policy board_month_area on board_month to linli_app using (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi())))) with check (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi()))));

-- circles/management/board, street
create table public_answer (
  street_id bigint not null,
  id uuid not null,
  region_no bigint not null,
  matter_id uuid not null,
  category jsonb not null,
  question text not null,
  answer text not null,
  at timestamp with time zone not null,
  post_id uuid not null,
  taken_at timestamp with time zone,
  taken_by uuid,
  PRIMARY KEY (street_id, id),
  FOREIGN KEY (street_id, matter_id) REFERENCES matter(street_id, id)
);
CREATE INDEX public_answer_by_matter ON public_answer USING btree (street_id, matter_id);
CREATE INDEX public_answer_by_region ON public_answer USING btree (street_id, region_no, at) WHERE (taken_at IS NULL);
create policy backup_reads on public_answer for select to linli_backup using (true);
create policy public_answer_area on public_answer to linli_app using (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi())))) with check (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi()))));

-- circles/management/hotline, street
create table hotline_source (
  street_id bigint not null,
  code text not null,
  name text not null,
  headings jsonb not null default '{}'::jsonb,
  fields jsonb not null,
  rev integer not null default 1,
  PRIMARY KEY (street_id, code)
);
create policy backup_reads on hotline_source for select to linli_backup using (true);
create policy hotline_source_street on hotline_source to linli_app using ((street_id = app_street())) with check ((street_id = app_street()));

-- circles/management/hotline, street
create table hotline_order (
  street_id bigint not null,
  id uuid not null,
  source text not null,
  number text not null,
  matter_id uuid not null,
  region_no bigint not null,
  came_at timestamp with time zone not null,
  sent_here_at timestamp with time zone,
  due_at timestamp with time zone,
  tokens jsonb not null,
  changed text[] not null default '{}'::text[],
  changed_at timestamp with time zone,
  file_id uuid,
  reply jsonb,
  replied_at timestamp with time zone,
  replied_by uuid,
  went text,
  went_at timestamp with time zone,
  went_by uuid,
  held text,
  PRIMARY KEY (street_id, id),
  FOREIGN KEY (street_id, matter_id) REFERENCES matter(street_id, id),
  CHECK (((went IS NULL) = (went_at IS NULL))),
  CHECK (((went IS NULL) OR (replied_at IS NOT NULL))),
  CHECK ((held = ANY (ARRAY['waiting'::text, 'sealed'::text, 'ordinary'::text]))),
  CHECK ((went = ANY (ARRAY['copied'::text, 'file'::text])))
);
CREATE INDEX hotline_order_by_file ON hotline_order USING btree (street_id, file_id) WHERE (file_id IS NOT NULL);
CREATE INDEX hotline_order_by_matter ON hotline_order USING btree (street_id, matter_id);
CREATE UNIQUE INDEX hotline_order_by_number ON hotline_order USING btree (street_id, source, number);
CREATE INDEX hotline_order_held ON hotline_order USING btree (street_id, came_at) WHERE (held IS NOT NULL);
CREATE INDEX hotline_order_open ON hotline_order USING btree (street_id, region_no, due_at) WHERE (went_at IS NULL);
create policy backup_reads on hotline_order for select to linli_backup using (true);
create policy erase_hotline_order on hotline_order to linli_erase using ((street_id = app_street()));
create policy hotline_order_area on hotline_order to linli_app using (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi())))) with check (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi()))));

-- circles/management/hotline, street
create table hotline_book (
  street_id bigint not null,
  file_id uuid not null,
  source text not null,
  orders integer not null,
  region_lo bigint not null,
  region_hi bigint not null,
  at timestamp with time zone not null,
  post_id uuid not null,
  PRIMARY KEY (street_id, file_id)
);
create policy backup_reads on hotline_book for select to linli_backup using (true);
create policy hotline_book_area on hotline_book to linli_app using (((street_id = app_street()) AND (region_lo <= app_hi()) AND (region_hi >= app_lo()))) with check (((street_id = app_street()) AND (region_lo <= app_hi()) AND (region_hi >= app_lo())));

-- circles/management/topics, street
create table topic (
  street_id bigint not null,
  id uuid not null,
  region_no bigint not null,
  estate_id uuid,
  title text not null,
  about text not null default ''::text,
  rev integer not null default 1,
  opened_at timestamp with time zone not null,
  opened_by uuid not null,
  closed_at timestamp with time zone,
  closed_by uuid,
  outcome text,
  supporters integer,
  PRIMARY KEY (street_id, id),
  FOREIGN KEY (street_id, estate_id) REFERENCES estate(street_id, id),
  CHECK (((closed_at IS NULL) = (outcome IS NULL)))
);
CREATE INDEX topic_by_region ON topic USING btree (street_id, region_no, opened_at);
create policy backup_reads on topic for select to linli_backup using (true);
create policy erase_topic on topic for select to linli_erase using ((street_id = app_street()));
create policy topic_area on topic to linli_app using (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi())))) with check (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi()))));
create policy topic_owner on topic for select to linli_owner using (true);

-- circles/management/topics, street
create table topic_matter (
  street_id bigint not null,
  matter_id uuid not null,
  topic_id uuid not null,
  region_no bigint not null,
  at timestamp with time zone not null,
  post_id uuid not null,
  PRIMARY KEY (street_id, matter_id),
  FOREIGN KEY (street_id, matter_id) REFERENCES matter(street_id, id),
  FOREIGN KEY (street_id, topic_id) REFERENCES topic(street_id, id)
);
CREATE INDEX topic_matter_by_topic ON topic_matter USING btree (street_id, topic_id);
create policy backup_reads on topic_matter for select to linli_backup using (true);
create policy topic_matter_area on topic_matter to linli_app using (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi())))) with check (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi()))));
create policy topic_matter_owner on topic_matter for select to linli_owner using (true);

-- circles/management/topics, street
create table topic_supporter (
  street_id bigint not null,
  topic_id uuid not null,
  person_id uuid not null,
  login_id uuid not null,
  at timestamp with time zone not null,
  withdrawn_at timestamp with time zone,
  PRIMARY KEY (street_id, topic_id, person_id),
  FOREIGN KEY (street_id, topic_id) REFERENCES topic(street_id, id)
);
CREATE INDEX topic_supporter_by_person ON topic_supporter USING btree (street_id, person_id);
create policy backup_reads on topic_supporter for select to linli_backup using (true);
create policy erase_topic_supporter on topic_supporter to linli_erase using ((street_id = app_street()));
create policy topic_supporter_closed on topic_supporter for select to linli_app using (((street_id = app_street()) AND false));
create policy topic_supporter_own on topic_supporter to linli_resident using (((street_id = app_street()) AND (person_id = ANY (app_own())))) with check (((street_id = app_street()) AND (person_id = ANY (app_own())) AND (login_id = app_login())));
create policy topic_supporter_owner on topic_supporter for select to linli_owner using (true);

-- circles/management/reports, street
create table request (
  street_id bigint not null,
  id uuid not null,
  region_no bigint not null,
  title text not null,
  asker text not null,
  due_on date,
  basis text,
  basis_file_id uuid,
  purpose text,
  form_no text,
  form_valid_to date,
  file_id uuid,
  file_name text not null,
  sheets jsonb not null,
  plan jsonb not null,
  state text not null,
  counts jsonb not null default '{}'::jsonb,
  job_id uuid,
  login_id uuid not null,
  post_id uuid not null,
  at timestamp with time zone not null,
  demand_from bigint,
  survey boolean not null default false,
  for_all boolean not null default false,
  money text,
  people text,
  powers text,
  cited uuid[] not null default '{}'::uuid[],
  kind text not null default 'workbook'::text,
  every text not null default 'once'::text,
  until_on date,
  minutes integer,
  planned boolean,
  PRIMARY KEY (street_id, id),
  CHECK ((every = ANY (ARRAY['once'::text, 'weekly'::text, 'monthly'::text, 'quarterly'::text, 'yearly'::text]))),
  CHECK ((kind = ANY (ARRAY['workbook'::text, 'inspection'::text, 'supervision'::text, 'group-chat'::text, 'app'::text]))),
  CHECK (((minutes >= 0) AND (minutes <= 100000))),
  CHECK ((state = ANY (ARRAY['reading'::text, 'received'::text, 'filling'::text, 'filled'::text, 'delivered'::text, 'merged'::text, 'objected'::text, 'sent-back'::text, 'withdrawn'::text, 'upheld'::text, 'closed'::text]))),
  CHECK (((kind <> 'workbook'::text) OR (file_id IS NOT NULL)))
);
CREATE INDEX request_by_calendar ON request USING btree (street_id, due_on) WHERE (due_on IS NOT NULL);
CREATE INDEX request_by_due ON request USING btree (street_id, region_no, state, due_on);
create policy backup_reads on request for select to linli_backup using (true);
create policy erase_request on request to linli_erase using ((street_id = app_street()));
create policy request_area on request to linli_app using (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi())))) with check (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi()))));
create policy request_for_all on request for select to linli_app using (((street_id = app_street()) AND for_all));
create policy request_named on request for select to linli_owner using (true);

-- circles/management/reports, street
create table delivery (
  street_id bigint not null,
  id uuid not null,
  region_no bigint not null,
  request_id uuid not null,
  file_id uuid not null,
  sha256 text not null,
  counts jsonb not null,
  summary jsonb not null,
  as_of date not null,
  login_id uuid not null,
  post_id uuid not null,
  at timestamp with time zone not null,
  spans jsonb not null default '[]'::jsonb,
  subjects integer not null default 0,
  PRIMARY KEY (street_id, id),
  FOREIGN KEY (street_id, request_id) REFERENCES request(street_id, id)
);
CREATE INDEX delivery_by_request ON delivery USING btree (street_id, request_id, at);
create policy backup_reads on delivery for select to linli_backup using (true);
create policy delivery_area on delivery to linli_app using (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi())))) with check (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi()))));
create policy delivery_named on delivery for select to linli_owner using (true);
create policy erase_delivery on delivery for select to linli_erase using ((street_id = app_street()));

-- circles/management/reports, street
create table delivery_gap (
  street_id bigint not null,
  delivery_id uuid not null,
  subject_id uuid not null,
  region_no bigint not null,
  dwelling_id uuid,
  missing text[] not null,
  stale text[] not null,
  conflicting text[] not null,
  PRIMARY KEY (street_id, delivery_id, subject_id)
);
create policy backup_reads on delivery_gap for select to linli_backup using (true);
create policy delivery_gap_area on delivery_gap to linli_app using (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi())))) with check (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi()))));
create policy erase_gap on delivery_gap to linli_erase using ((street_id = app_street()));

-- circles/management/reports, street
create table export_register (
  street_id bigint not null,
  id uuid not null,
  region_no bigint not null,
  delivery_id uuid,
  recipient text not null,
  basis text,
  mark text not null,
  subjects integer not null,
  elements text[] not null,
  recall_on date not null,
  sha256 text not null,
  login_id uuid not null,
  post_id uuid not null,
  at timestamp with time zone not null,
  demand_id uuid,
  PRIMARY KEY (street_id, id)
);
CREATE INDEX export_by_time ON export_register USING btree (street_id, region_no, at DESC);
create policy backup_reads on export_register for select to linli_backup using (true);
create policy erase_export on export_register for select to linli_erase using ((street_id = app_street()));
create policy export_area on export_register to linli_app using (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi())))) with check (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi()))));
create policy export_named on export_register for select to linli_owner using (true);

-- circles/management/reports, street
create table handover (
  street_id bigint not null,
  id uuid not null,
  region_no bigint not null,
  request_id uuid not null,
  delivery_id uuid not null,
  recipient text not null,
  handed_on date not null,
  way text not null,
  login_id uuid not null,
  post_id uuid not null,
  at timestamp with time zone not null,
  taken_back_by uuid,
  taken_back_at timestamp with time zone,
  PRIMARY KEY (street_id, id),
  FOREIGN KEY (street_id, delivery_id) REFERENCES delivery(street_id, id),
  FOREIGN KEY (street_id, request_id) REFERENCES request(street_id, id),
  CHECK ((way = ANY (ARRAY['wechat'::text, 'platform'::text, 'mail'::text, 'paper'::text, 'other'::text, 'returned'::text])))
);
CREATE INDEX handover_by_request ON handover USING btree (street_id, request_id, at);
CREATE UNIQUE INDEX handover_standing ON handover USING btree (street_id, delivery_id) WHERE (taken_back_at IS NULL);
create policy backup_reads on handover for select to linli_backup using (true);
create policy handover_area on handover to linli_app using (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi())))) with check (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi()))));
create policy handover_named on handover for select to linli_owner using (true);

-- circles/management/reports, street
create table demand (
  street_id bigint not null,
  id uuid not null,
  region_no bigint not null,
  title text not null,
  asker text not null,
  due_on date,
  basis text,
  basis_file_id uuid,
  purpose text,
  survey boolean not null default false,
  form_no text,
  form_valid_to date,
  period text not null default 'once'::text,
  file_id uuid not null,
  file_name text not null,
  sheets jsonb not null,
  plan jsonb not null,
  streets bigint[] not null default '{}'::bigint[],
  state text not null,
  follows uuid,
  login_id uuid not null,
  post_id uuid not null,
  at timestamp with time zone not null,
  submitted_at timestamp with time zone,
  decided_at timestamp with time zone,
  decided_by uuid,
  decision_note text,
  ended_at timestamp with time zone,
  money text,
  people text,
  powers text,
  cited uuid[] not null default '{}'::uuid[],
  judgement jsonb,
  job_id uuid,
  PRIMARY KEY (street_id, id),
  CHECK ((period = ANY (ARRAY['once'::text, 'weekly'::text, 'monthly'::text, 'quarterly'::text, 'half-yearly'::text, 'yearly'::text]))),
  CHECK ((state = ANY (ARRAY['reading'::text, 'draft'::text, 'submitted'::text, 'admitted'::text, 'refused'::text, 'withdrawn'::text, 'closed'::text])))
);
CREATE INDEX demand_by_time ON demand USING btree (street_id, region_no, at DESC);
create policy backup_reads on demand for select to linli_backup using (true);
create policy demand_area on demand to linli_app using (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi())))) with check (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi()))));
create policy demand_asked on demand for select to linli_owner using (true);
create policy erase_demand on demand for select to linli_erase using ((street_id = app_street()));

-- circles/management/reports, street
create table demand_street (
  street_id bigint not null,
  demand_id uuid not null,
  target bigint not null,
  region_no bigint not null,
  state text not null,
  counts jsonb not null default '{}'::jsonb,
  parts integer not null default 0,
  signed integer not null default 0,
  heard_at timestamp with time zone,
  survey jsonb,
  answer jsonb,
  burden jsonb,
  PRIMARY KEY (street_id, demand_id, target),
  FOREIGN KEY (street_id, demand_id) REFERENCES demand(street_id, id),
  CHECK ((state = ANY (ARRAY['waiting'::text, 'sent'::text, 'received'::text, 'filled'::text, 'merged'::text, 'objected'::text, 'upheld'::text, 'sent-back'::text, 'returned'::text])))
);
create policy backup_reads on demand_street for select to linli_backup using (true);
create policy demand_street_area on demand_street to linli_app using (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi())))) with check (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi()))));
create policy demand_street_asked on demand_street for select to linli_owner using (true);

-- circles/management/reports, street
create table demand_return (
  street_id bigint not null,
  id uuid not null,
  region_no bigint not null,
  demand_id uuid not null,
  target bigint not null,
  file_id uuid not null,
  sha256 text not null,
  counts jsonb not null,
  spans jsonb not null,
  subjects integer not null,
  as_of date not null,
  unsigned text[] not null,
  signed_by text not null,
  signed_at timestamp with time zone not null,
  recall_on date not null,
  at timestamp with time zone not null,
  PRIMARY KEY (street_id, id),
  FOREIGN KEY (street_id, demand_id) REFERENCES demand(street_id, id)
);
CREATE INDEX demand_return_by_demand ON demand_return USING btree (street_id, demand_id, target, at DESC);
create policy backup_reads on demand_return for select to linli_backup using (true);
create policy demand_return_area on demand_return to linli_app using (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi())))) with check (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi()))));
create policy erase_demand_return on demand_return for select to linli_erase using ((street_id = app_street()));

-- circles/management/reports, street
create table demand_book (
  street_id bigint not null,
  id uuid not null,
  region_no bigint not null,
  demand_id uuid not null,
  kind text not null,
  file_id uuid not null,
  sha256 text not null,
  returns uuid[] not null,
  lacking bigint[] not null,
  subjects integer not null,
  recall_on date not null,
  login_id uuid not null,
  post_id uuid not null,
  at timestamp with time zone not null,
  PRIMARY KEY (street_id, id),
  FOREIGN KEY (street_id, demand_id) REFERENCES demand(street_id, id),
  CHECK ((kind = ANY (ARRAY['whole'::text, 'difference'::text, 'changed'::text, 'communities'::text])))
);
CREATE INDEX demand_book_by_demand ON demand_book USING btree (street_id, demand_id, at DESC);
create policy backup_reads on demand_book for select to linli_backup using (true);
create policy demand_book_area on demand_book to linli_app using (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi())))) with check (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi()))));
create policy erase_demand_book on demand_book for select to linli_erase using ((street_id = app_street()));

-- circles/management/reports, street
create table delivery_part (
  street_id bigint not null,
  delivery_id uuid not null,
  region_no bigint not null,
  request_id uuid not null,
  subjects integer not null,
  counts jsonb not null,
  PRIMARY KEY (street_id, delivery_id, region_no),
  FOREIGN KEY (street_id, delivery_id) REFERENCES delivery(street_id, id)
);
create policy backup_reads on delivery_part for select to linli_backup using (true);
create policy delivery_part_area on delivery_part to linli_app using (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi())))) with check (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi()))));

-- circles/management/reports, street
create table sign_off (
  street_id bigint not null,
  id uuid not null,
  region_no bigint not null,
  request_id uuid not null,
  delivery_id uuid not null,
  whole boolean not null,
  unsigned text[] not null default '{}'::text[],
  title text not null,
  login_id uuid not null,
  post_id uuid not null,
  at timestamp with time zone not null,
  PRIMARY KEY (street_id, id),
  FOREIGN KEY (street_id, delivery_id) REFERENCES delivery(street_id, id)
);
CREATE UNIQUE INDEX sign_off_once ON sign_off USING btree (street_id, delivery_id, region_no, whole);
create policy backup_reads on sign_off for select to linli_backup using (true);
create policy sign_off_area on sign_off to linli_app using (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi())))) with check (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi()))));

-- circles/management/reports, street
create table request_answer (
  street_id bigint not null,
  id uuid not null,
  region_no bigint not null,
  request_id uuid not null,
  kind text not null,
  into_id uuid,
  lacks text[] not null,
  words text,
  title text not null,
  login_id uuid not null,
  post_id uuid not null,
  at timestamp with time zone not null,
  PRIMARY KEY (street_id, id),
  FOREIGN KEY (street_id, into_id) REFERENCES request(street_id, id),
  FOREIGN KEY (street_id, request_id) REFERENCES request(street_id, id),
  CHECK ((kind = ANY (ARRAY['merged'::text, 'sent-back'::text, 'closed'::text, 'reopened'::text])))
);
CREATE INDEX request_answer_by_request ON request_answer USING btree (street_id, request_id, at DESC);
create policy backup_reads on request_answer for select to linli_backup using (true);
create policy request_answer_area on request_answer to linli_app using (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi())))) with check (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi()))));

-- circles/management/reports, street
create table burden_month (
  street_id bigint not null,
  month date not null,
  region_no bigint not null,
  asked integer not null default 0,
  joined integer not null default 0,
  answered integer not null default 0,
  known integer not null default 0,
  refused integer not null default 0,
  expired integer not null default 0,
  dropped integer not null default 0,
  asked_seconds bigint not null default 0,
  joined_seconds bigint not null default 0,
  knocks_apart integer not null default 0,
  knocks_joined integer not null default 0,
  visits integer not null default 0,
  walkers integer not null default 0,
  homes integer not null default 0,
  PRIMARY KEY (street_id, month, region_no)
);
create policy backup_reads on burden_month for select to linli_backup using (true);
create policy burden_month_area on burden_month to linli_app using (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi())))) with check (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi()))));

-- circles/management/reports, street
create table desk_area (
  street_id bigint not null,
  id uuid not null,
  region_no bigint not null,
  post_id uuid not null,
  given_at timestamp with time zone not null,
  given_by uuid not null,
  signs_since timestamp with time zone,
  signs_by uuid,
  ended_at timestamp with time zone,
  ended_by uuid,
  PRIMARY KEY (street_id, id)
);
CREATE INDEX desk_area_by_region ON desk_area USING btree (street_id, region_no) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX desk_area_once ON desk_area USING btree (street_id, post_id, region_no) WHERE (ended_at IS NULL);
create policy backup_reads on desk_area for select to linli_backup using (true);
create policy desk_area_area on desk_area to linli_app using (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi())))) with check (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi()))));

-- circles/management/reports, street
create table desk_hold (
  street_id bigint not null,
  id uuid not null,
  region_no bigint not null,
  thing_id uuid not null,
  post_id uuid not null,
  login_id uuid not null,
  title text not null,
  minutes integer not null,
  taken_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  ended_by uuid,
  done boolean not null default false,
  PRIMARY KEY (street_id, id),
  CHECK (((minutes >= 0) AND (minutes <= 100000)))
);
CREATE INDEX desk_hold_by_region ON desk_hold USING btree (street_id, region_no, ended_at) WHERE done;
CREATE UNIQUE INDEX desk_hold_once ON desk_hold USING btree (street_id, thing_id, region_no) WHERE (ended_at IS NULL);
create policy backup_reads on desk_hold for select to linli_backup using (true);
create policy desk_hold_area on desk_hold to linli_app using (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi())))) with check (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi()))));

-- circles/management/visits, street
create table round (
  street_id bigint not null,
  id uuid not null,
  lo bigint not null,
  hi bigint not null,
  title text not null,
  from_day date not null,
  to_day date not null,
  post_id uuid not null,
  login_id uuid not null,
  by_post uuid not null,
  at timestamp with time zone not null,
  ended_at timestamp with time zone,
  ended_by uuid,
  PRIMARY KEY (street_id, id)
);
CREATE INDEX round_by_day ON round USING btree (street_id, to_day) WHERE (ended_at IS NULL);
create policy backup_reads on round for select to linli_backup using (true);
create policy erase_round on round to linli_erase using ((street_id = app_street()));
create policy round_area on round to linli_app using (((street_id = app_street()) AND (lo <= app_hi()) AND (hi >= app_lo()))) with check (((street_id = app_street()) AND (lo <= app_hi()) AND (hi >= app_lo())));

-- circles/management/visits, street
create table round_walker (
  street_id bigint not null,
  round_id uuid not null,
  from_at timestamp with time zone not null,
  post_id uuid not null,
  login_id uuid not null,
  PRIMARY KEY (street_id, round_id, from_at),
  FOREIGN KEY (street_id, round_id) REFERENCES round(street_id, id)
);
create policy backup_reads on round_walker for select to linli_backup using (true);
create policy erase_round_walker on round_walker to linli_erase using ((street_id = app_street()));
create policy round_walker_street on round_walker to linli_app using ((street_id = app_street())) with check ((street_id = app_street()));

-- circles/management/visits, street
create table round_door (
  street_id bigint not null,
  round_id uuid not null,
  dwelling_id uuid not null,
  region_no bigint not null,
  place integer not null,
  closed_at timestamp with time zone,
  closed_how text,
  last_outcome text,
  last_at timestamp with time zone,
  come_back_at timestamp with time zone,
  PRIMARY KEY (street_id, round_id, dwelling_id),
  FOREIGN KEY (street_id, round_id) REFERENCES round(street_id, id),
  CHECK ((closed_how = ANY (ARRAY['done'::text, 'refused'::text, 'moved-away'::text, 'over'::text])))
);
CREATE UNIQUE INDEX round_door_once ON round_door USING btree (street_id, dwelling_id) WHERE (closed_at IS NULL);
create policy backup_reads on round_door for select to linli_backup using (true);
create policy erase_round_door on round_door to linli_erase using ((street_id = app_street()));
create policy round_door_area on round_door to linli_app using (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi())))) with check (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi()))));

-- circles/management/visits, street
create table visit (
  street_id bigint not null,
  id uuid not null,
  round_id uuid not null,
  dwelling_id uuid not null,
  region_no bigint not null,
  outcome text not null,
  at timestamp with time zone not null,
  come_back_at timestamp with time zone,
  seconds integer not null default 0,
  login_id uuid not null,
  post_id uuid not null,
  PRIMARY KEY (street_id, id),
  CHECK ((outcome = ANY (ARRAY['done'::text, 'partly'::text, 'nobody-home'::text, 'no-adult'::text, 'refused'::text, 'come-back'::text, 'moved-away'::text])))
);
CREATE INDEX visit_by_door ON visit USING btree (street_id, dwelling_id, at DESC);
CREATE INDEX visit_by_round ON visit USING btree (street_id, round_id, at);
create policy backup_reads on visit for select to linli_backup using (true);
create policy erase_visit on visit to linli_erase using ((street_id = app_street()));
create policy visit_area on visit to linli_app using (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi())))) with check (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi()))));

-- circles/management/visits, street
create table visit_item (
  street_id bigint not null,
  id uuid not null,
  region_no bigint not null,
  round_id uuid not null,
  dwelling_id uuid not null,
  subject_id uuid,
  kind text not null,
  became text not null,
  why text,
  elements text[] not null default '{}'::text[],
  slip_id uuid,
  body text,
  at timestamp with time zone not null,
  said_at timestamp with time zone not null,
  post_id uuid not null,
  login_id uuid not null,
  settled_at timestamp with time zone,
  settled_by uuid,
  used boolean,
  PRIMARY KEY (street_id, id),
  CHECK ((became = ANY (ARRAY['accepted'::text, 'conflict'::text, 'quarantined'::text]))),
  CHECK ((kind = ANY (ARRAY['visit'::text, 'answer'::text, 'refusal'::text, 'contact'::text])))
);
CREATE INDEX visit_item_waiting ON visit_item USING btree (street_id, region_no, said_at) WHERE ((became = 'quarantined'::text) AND (settled_at IS NULL));
create policy backup_reads on visit_item for select to linli_backup using (true);
create policy erase_visit_item on visit_item to linli_erase using ((street_id = app_street()));
create policy visit_item_area on visit_item to linli_app using (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi())))) with check (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi()))));
create policy visit_item_own on visit_item to linli_app using (((street_id = app_street()) AND (login_id = app_login()))) with check (((street_id = app_street()) AND (login_id = app_login())));

-- circles/management/visits, street
create table visit_conflict (
  street_id bigint not null,
  id uuid not null,
  region_no bigint not null,
  dwelling_id uuid not null,
  subject_id uuid not null,
  element text not null,
  heard_id uuid not null,
  other_id uuid,
  stands text not null,
  at timestamp with time zone not null,
  login_id uuid not null,
  post_id uuid not null,
  settled_at timestamp with time zone,
  settled_by uuid,
  side text,
  PRIMARY KEY (street_id, id),
  CHECK ((side = ANY (ARRAY['heard'::text, 'other'::text]))),
  CHECK ((stands = ANY (ARRAY['heard'::text, 'other'::text])))
);
CREATE INDEX visit_conflict_by_subject ON visit_conflict USING btree (street_id, subject_id);
CREATE INDEX visit_conflict_open ON visit_conflict USING btree (street_id, region_no, at) WHERE (settled_at IS NULL);
create policy backup_reads on visit_conflict for select to linli_backup using (true);
create policy erase_visit_conflict on visit_conflict to linli_erase using ((street_id = app_street()));
create policy visit_conflict_area on visit_conflict to linli_app using (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi())))) with check (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi()))));

-- circles/management/evidence, street
create table inspection (
  street_id bigint not null,
  id uuid not null,
  region_no bigint not null,
  title text not null,
  inspector text not null,
  items jsonb not null,
  login_id uuid not null,
  post_id uuid not null,
  at timestamp with time zone not null,
  PRIMARY KEY (street_id, id)
);
CREATE INDEX inspection_by_day ON inspection USING btree (street_id, at DESC);
create policy backup_reads on inspection for select to linli_backup using (true);
create policy erase_inspection on inspection to linli_erase using ((street_id = app_street()));
create policy inspection_area on inspection to linli_app using (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi())))) with check (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi()))));

-- circles/management/evidence, street
create table inspection_piece (
  street_id bigint not null,
  inspection_id uuid not null,
  region_no bigint not null,
  item integer not null,
  kind text not null,
  ref_id uuid not null,
  post_id uuid not null,
  at timestamp with time zone not null,
  PRIMARY KEY (street_id, inspection_id, item, kind, ref_id),
  FOREIGN KEY (street_id, inspection_id) REFERENCES inspection(street_id, id) ON DELETE CASCADE,
  CHECK ((kind = ANY (ARRAY['matter'::text, 'announcement'::text, 'delivery'::text])))
);
create policy backup_reads on inspection_piece for select to linli_backup using (true);
create policy erase_inspection_piece on inspection_piece to linli_erase using ((street_id = app_street()));
create policy inspection_piece_area on inspection_piece to linli_app using (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi())))) with check (((street_id = app_street()) AND ((region_no >= app_lo()) AND (region_no <= app_hi()))));

-- circles/living/counter, street
create table letter_print (
  street_id bigint not null,
  id uuid not null,
  request_id uuid not null,
  lo bigint not null,
  hi bigint not null,
  letters integer not null,
  mark text not null,
  at timestamp with time zone not null,
  post_id uuid not null,
  expires_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  ended_by uuid,
  PRIMARY KEY (street_id, id)
);
CREATE INDEX letter_print_by_request ON letter_print USING btree (street_id, request_id, at DESC);
create policy backup_reads on letter_print for select to linli_backup using (true);
create policy erase_letter_print on letter_print to linli_erase using ((street_id = app_street()));
create policy letter_print_area on letter_print to linli_app using (((street_id = app_street()) AND (lo <= app_hi()) AND (hi >= app_lo()))) with check (((street_id = app_street()) AND (lo <= app_hi()) AND (hi >= app_lo())));
