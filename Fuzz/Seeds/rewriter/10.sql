select sum(n) from samples where exists (select 1 from domains t where t.id = samples.id and t.domain = 't1')
