select * from (select source, n from samples where id < 9) where n = 1
