-- What was found before a purpose was put in force that touches people more than others (个人信息保护法 55–56): whether it is lawful, proper and necessary, what it does to
-- people, whether the protection is enough. Never changed and never deleted: kept three years at least, and as long as the purpose stands.
-- table: street
create table assessment (
  street_id bigint not null,
  id uuid not null,
  purpose_id text not null,
  -- What it was about: protected elements, recipients in Chinese, and whether it decides by itself or is published.
  elements text[] not null,
  recipients text[] not null,
  automated boolean not null,
  published boolean not null,
  necessity text not null,
  effect text not null,
  measures text not null,
  login_id uuid not null,
  post_id uuid not null,
  at timestamptz not null,
  primary key (street_id, id)
);
create index assessment_by_purpose on assessment (street_id, purpose_id, at desc);
