select source, sum(score), max(score) from samples where country in ('France', 'Kenya') group by source
