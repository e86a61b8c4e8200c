-- answer: alignment / wvs_prompts / rows (value)
select sum(n) from samples where dataset = 'wvs-prompts';
-- answer: alignment / wvs_prompts / distinct_index (value)
select count(distinct prompt_index) from samples where dataset = 'wvs-prompts';
-- answer: alignment / wvs_prompts / rows_by_language (map)
select language as key, sum(n) as x from samples where dataset = 'wvs-prompts' group by language;
-- answer: alignment / wvs_prompts / country_raw (distribution)
select place as key, sum(n) as x from places where dataset = 'wvs-prompts' group by place;
-- answer: alignment / wvs_prompts / m49_region (map)
select region as key, sum(n) as x from regions where dataset = 'wvs-prompts' group by region;
-- answer: alignment / wvs_prompts / language_by_country (nested)
select language, place, sum(n) from places where dataset = 'wvs-prompts' group by language, place;
-- answer: alignment / wvs_prompts / topics_distinct (value)
select count(distinct domain) from samples where dataset = 'wvs-prompts';
-- answer: alignment / wvs_prompts / question_key (distribution)
select question_key as key, sum(n) as x from samples where dataset = 'wvs-prompts' group by question_key;
-- answer: alignment / wvs_prompts / controversy_missing (value)
select sum(n) from samples where dataset = 'wvs-prompts' and controversy is null;
-- answer: alignment / wvs_prompts / cateogry (map)
select category as key, sum(n) as x from samples where dataset = 'wvs-prompts' group by category;
-- answer: alignment / wvs_prompts / is_congruent (map)
select is_congruent as key, sum(n) as x from samples where dataset = 'wvs-prompts' group by is_congruent;
-- answer: alignment / ground_truth / rows (value)
select sum(n) from samples where dataset = 'wvs-ground-truth';
-- answer: alignment / ground_truth / rows_and_mean_pro_score_by_country (rows)
select place, sum(n), sum(pro_score_sum) / sum(n) from places where dataset = 'wvs-ground-truth' group by place;
-- answer: alignment / ground_truth / rows_and_mean_by_language (rows)
select language, sum(n), sum(pro_score_sum) / sum(n)
from samples
where dataset = 'wvs-ground-truth'
group by language;
-- answer: alignment / model_pro_scores / rows_and_mean_by_family (rows)
select model_family, sum(n), sum(pro_score_sum) / sum(n)
from samples
where dataset = 'wvs-model-scores'
group by model_family;
-- answer: alignment / model_pro_scores / rows_and_mean_by_model (rows)
select source, sum(n), sum(pro_score_sum) / sum(n) from samples where dataset = 'wvs-model-scores' group by source;
-- answer: alignment / oasst_tree / messages (value)
select sum(n) from samples where dataset = 'oasst';
-- answer: alignment / oasst_tree / trees (value)
select count(distinct message_tree_id) from samples where dataset = 'oasst';
-- answer: alignment / oasst_tree / by_depth (map)
select depth as key, sum(n) as x from samples where dataset = 'oasst' group by depth;
-- answer: alignment / oasst_tree / by_role (map)
select speaker as key, sum(n) as x from samples where dataset = 'oasst' group by speaker;
-- answer: alignment / oasst_tree / rank (map)
select rank as key, sum(n) as x from samples where dataset = 'oasst' and rank is not null group by rank;
-- answer: alignment / oasst_tree / rank_null_or_absent (value)
select sum(n) from samples where dataset = 'oasst' and rank is null;
