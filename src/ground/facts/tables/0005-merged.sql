-- Which records went into one that stays: asked at every saying, for what somebody took her consent back for. Few rows.
create index subject_merged on subject (street_id, merged_into) where merged_into is not null;
