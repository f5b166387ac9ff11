-- When a telephone last signed in: not used for long it may be somebody else's by now.
alter table login add column used_at timestamptz;
