-- The networks with which a model is shared, so that who is of one finds it however many there are.
create table model_network (
  draft_id blob not null references draft (id) on delete cascade,
  network  text not null,
  primary key (network, draft_id)
) strict;
