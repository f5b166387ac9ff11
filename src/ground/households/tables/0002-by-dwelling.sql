-- Those of a door that ended, too: when a door is joined, a part of it forgotten, or an import undone.
create index household_of_dwelling on household (street_id, dwelling_id);
