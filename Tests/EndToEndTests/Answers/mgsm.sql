-- answer: mgsm / files (value)
select count(*) from file where dataset = 'mgsm';
-- answer: mgsm / rows (value)
select sum(n) from samples where dataset = 'mgsm';
-- answer: mgsm / rows_by_language (distribution)
select language as key, sum(n) as x from samples where dataset = 'mgsm' group by language;
-- answer: mgsm / per_language / bn / answer_sum (value)
select sum(answer_sum) from samples where dataset = 'mgsm' and language = 'bn';
-- answer: mgsm / per_language / zh / answer_sum (value)
select sum(answer_sum) from samples where dataset = 'mgsm' and language_code = 'zho';
-- answer: mgsm / per_language / bn / question_code_points (value)
select sum(length(text)) from samples where dataset = 'mgsm' and language = 'bn';
-- answer: mgsm / per_language / ja / question_code_points (value)
select sum(length(text)) from samples where dataset = 'mgsm' and language_name = 'Japanese';
