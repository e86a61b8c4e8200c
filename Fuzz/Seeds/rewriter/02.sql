select source, sum(score), max(score) from places where country in ('France', 'Kenya') group by source
