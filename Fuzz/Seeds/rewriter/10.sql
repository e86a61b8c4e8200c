select sum(n) from samples where exists (select 1 from topics t where t.id = samples.id and topic = 't1')
