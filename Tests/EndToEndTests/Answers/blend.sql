-- answer: blend / question_rows (value)
select sum(n) from samples where dataset = 'blend-questions';
-- answer: blend / files (value)
select count(distinct path) from file where dataset like 'blend-%';
-- answer: blend / answer_groups (value)
select sum(n) from samples where dataset = 'blend-answers';
-- answer: blend / votes (value)
select sum(votes_sum) from samples where dataset = 'blend-answers';
-- answer: blend / answer_groups_with_empty_en_answers (value)
select sum(n) from samples where dataset = 'blend-answers' and en_answer_strings = 0;
-- answer: blend / annotations_without_matching_csv_id (value)
with
asked as (
    select place, question_id from places where dataset = 'blend-questions'
),
answered as (
    select distinct place, question_id from places where dataset in ('blend-answers', 'blend-no-answer')
)
select count(*) from (select * from answered except select * from asked);
-- answer: blend / votes_by_region (distribution)
select place as key, sum(votes_sum) as x from places where dataset = 'blend-answers' group by place;
-- answer: blend / answer_groups_by_region (distribution)
select place as key, sum(n) as x from places where dataset = 'blend-answers' group by place;
-- answer: blend / votes_by_iso_country (distribution)
select iso2 as key, sum(votes_sum) as x from countries where dataset = 'blend-answers' group by iso2;
-- answer: blend / votes_by_m49_region (map)
select region as key, sum(votes_sum) as x from regions where dataset = 'blend-answers' group by region;
-- answer: blend / questions_by_topic (map)
select domain as key, sum(n) as x from samples where dataset = 'blend-questions' group by domain;
-- answer: blend / votes_by_topic (map)
with
topics as (
    select place, question_id, domain from places where dataset = 'blend-questions'
),
votes as (
    select place, question_id, sum(votes_sum) as votes
    from places
    where dataset = 'blend-answers'
    group by place, question_id
)
select domain as key, sum(votes) as x from votes join topics using (place, question_id) group by domain;
-- answer: blend / votes_by_region_and_topic (nested)
with
topics as (
    select place, question_id, domain from places where dataset = 'blend-questions'
),
votes as (
    select place, question_id, sum(votes_sum) as votes
    from places
    where dataset = 'blend-answers'
    group by place, question_id
)
select place, domain, sum(votes) from votes join topics using (place, question_id) group by place, domain;
-- answer: blend / questions_by_source_raw (map)
select source as key, sum(n) as x from samples where dataset = 'blend-questions' group by source;
-- answer: blend / idks_standard (map)
select reason as key, sum(idks_sum) as x
from samples
where dataset = 'blend-no-answer' and reason in ('idk', 'no-answer', 'not-applicable')
group by reason;
-- answer: blend / idks_other_keys_total (value)
select sum(idks_sum)
from samples
where dataset = 'blend-no-answer' and reason not in ('idk', 'no-answer', 'not-applicable');
-- answer: blend / idks_distinct_keys (value)
select count(distinct reason) from samples where dataset = 'blend-no-answer';
-- answer: blend / per_region / Assam / answer_strings (value)
select sum(answer_strings_sum) from places where dataset = 'blend-answers' and place = 'Assam';
-- answer: blend / per_region / Algeria / en_answer_strings (value)
select sum(en_answer_strings_sum) from places where dataset = 'blend-answers' and place = 'Algeria';
-- answer: blend / per_region / West_Java / mean_answer_entropy_nats (value)
with
votes as (
    select place, question_id, id, votes from places where dataset = 'blend-answers' and place = 'West_Java'
),
questions as (
    select question_id, entropy(votes) as entropy from votes group by question_id
)
select avg(entropy) from questions;
-- answer: blend / per_region / Algeria / questions_without_annotation (value)
select count(*)
from places
where
    dataset = 'blend-questions' and place = 'Algeria'
    and question_id not in (select question_id from places where dataset = 'blend-answers' and place = 'Algeria');
