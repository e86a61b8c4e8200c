-- title: Answers of models beside those of people
-- question: How near do a model's answers to the questions of a survey come to those of the respondents of each country?
-- note: Total variation and Wasserstein's distance compare the distribution of a model's answers over the options of a question
--   with that of the respondents. The SimBench score is 100 * (1 - TV(model, people) / TV(uniform, people)), both averaged over
--   the questions: 100 where the model answers as people do, 0 where uniform answers are as near.
-- note: Intervals resample respondents within their groups, and not the model's answers. Noise in a sample adds to a distance, so
--   the bias of the resampled distances is taken off. The numbers are those of `cultivar survey compare`.
-- note: The answers of models are table model_answers: `cultivar ingest FILE --profile model-answers`. One that names no group is
--   compared with every group.
-- needs: answers.respondent
-- needs: answers.code
-- needs: questions.scale
-- needs: model_answers.code
-- parameter: by (column of answers) = country: what respondents are put together by, as the answers of models name it
-- parameter: where (condition on answers) = null: only the answers of people that meet it
-- parameter: weight (measure of answers) = n: counts respondents by this measure: weight, where the survey has one
-- parameter: replicates (integer from 0 to 1000000) = 1000: replicates of the intervals; 0 for none
-- parameter: seed (integer from 0 to 9007199254740992) = 1: seed of the replicates
-- parameter: min_n (integer from 0 to 1000000000) = 30: respondents with an answer below which a row is flagged as small
-- parameter: level (number from 0.5 to 0.9999) = 0.95: confidence level of the intervals
--
-- steps:
numbers as (
    select question, max(topic) as question_topic, max(scale) as option_codes, min(id) as question_number
    from questions
    group by question
),
said as (
    select model, part, question, code, coalesce(weight, 1) as weight, id as place
    from model_answers
    where model is not null and code is not null
),
given as (
    -- The options of questions, then a row per answer of a respondent, then those of models.
    select
        null as model,
        null as part,
        null as respondent,
        question,
        options.value as code,
        1 as weight,
        options.key as place
    from numbers
    join json_each('[' || replace(option_codes, ' ', ',') || ']') as options
    union all
    select null, {by}, respondent, question, iif(status = 'valid', code, null), {weight}, id
    from answers
    where {by} is not null and respondent is not null and {where}
    union all
    select model, part, null, question, code, weight, place
    from said
),
compared as (
    select
        survey_comparison(
            model, part, respondent, question, code, weight, place, $seed, $replicates, $level
        ) as found
    from given
),
by_question as (
    select
        value ->> 'model' as model,
        value ->> 'part' as part,
        numbers.question,
        question_topic as topic,
        question_number,
        cast(value ->> 'n' as integer) as n,
        value ->> 'effective' as effective,
        value ->> 'off_scale' as off_scale,
        value ->> 'total_variation' as total_variation,
        value ->> 'total_variation_low' as total_variation_low,
        value ->> 'total_variation_high' as total_variation_high,
        value ->> 'wasserstein' as wasserstein,
        value ->> 'wasserstein_low' as wasserstein_low,
        value ->> 'wasserstein_high' as wasserstein_high,
        value ->> 'uniform' as uniform
    from compared
    join json_each(found, '$.rows')
    join numbers on cast(numbers.question as text) = value ->> 'question'
),
by_group as (
    select
        value ->> 'model' as model,
        value ->> 'part' as part,
        cast(value ->> 'n' as integer) as questions,
        value ->> 'total_variation' as total_variation,
        value ->> 'total_variation_low' as total_variation_low,
        value ->> 'total_variation_high' as total_variation_high,
        value ->> 'uniform' as uniform,
        value ->> 'simbench' as simbench,
        value ->> 'simbench_low' as simbench_low,
        value ->> 'simbench_high' as simbench_high
    from compared
    join json_each(found, '$.groups')
),
least as (
    select model, part, min(n) as n
    from by_question
    group by model, part
)

-- caption: Answers of models beside those of the respondents of each country
-- grain: one row for each model and group that it is compared with
-- key: model, by
-- measure: ours
-- empty: no question has both valid answers of people and answers of a model
-- column: model: the model
-- column: by: the group of respondents: value of the column that --by names
-- column: n (respondents): respondents with a valid answer to the question with the fewest
-- column: questions (questions): questions that are compared
-- column: total_variation (0 to 1): mean total variation between the answers of the model and those of people
-- column: total_variation_low (0 to 1): lower end of its interval
-- column: total_variation_high (0 to 1): upper end of its interval
-- column: uniform (0 to 1): mean total variation between uniform answers and those of people
-- column: simbench (at most 100): SimBench score
-- column: simbench_low (at most 100): lower end of its interval
-- column: simbench_high (at most 100): upper end of its interval
-- column: small: 1 where n is below min_n, else 0
-- print: model, by, n, questions, total_variation, uniform, simbench
-- label: total_variation = mean total variation
-- label: uniform = mean total variation of uniform answers
-- label: simbench = SimBench score
-- label: small = fewer than min_n respondents
-- chart: bar x=by y=simbench low=simbench_low high=simbench_high colour=model
select
    by_group.model,
    by_group.part as "by",
    n,
    questions,
    total_variation,
    total_variation_low,
    total_variation_high,
    uniform,
    simbench,
    simbench_low,
    simbench_high,
    n < $min_n as small
from by_group
join least on least.model = by_group.model and least.part = by_group.part
order by by_group.model, by_group.part;

-- table: models
-- caption: Answers of models beside those of all respondents
-- grain: one row for each model: the mean over all questions and groups
-- key: model
-- measure: ours
-- empty: no question has both valid answers of people and answers of a model
-- column: model: the model
-- column: n (comparisons): pairs of a question and a group
-- column: total_variation (0 to 1): mean total variation between the answers of the model and those of people
-- column: total_variation_low (0 to 1): lower end of its interval
-- column: total_variation_high (0 to 1): upper end of its interval
-- column: uniform (0 to 1): mean total variation between uniform answers and those of people
-- column: simbench (at most 100): SimBench score
-- column: simbench_low (at most 100): lower end of its interval
-- column: simbench_high (at most 100): upper end of its interval
-- print: model, n, total_variation, uniform, simbench
-- label: total_variation = mean total variation
-- label: uniform = mean total variation of uniform answers
-- label: simbench = SimBench score
-- chart: bar x=model y=simbench low=simbench_low high=simbench_high
select
    model,
    questions as n,
    total_variation,
    total_variation_low,
    total_variation_high,
    uniform,
    simbench,
    simbench_low,
    simbench_high
from by_group
where part is null
order by model;

-- table: questions
-- caption: Answers of models beside those of the respondents of each country, by question
-- grain: one row for each model, group and question
-- key: model, by, question
-- measure: ours
-- empty: no question has both valid answers of people and answers of a model
-- column: model: the model
-- column: by: the group of respondents
-- column: question: the question's id
-- column: topic: the part of the questionnaire
-- column: n (respondents): respondents with a valid answer
-- column: effective (respondents): Kish's effective number of them, less than n with unequal weights
-- column: off_scale (0 to 1): share of the model's answers that are no option of the question; left out of the distances
-- column: total_variation (0 to 1): total variation between the answers of the model and those of people
-- column: total_variation_low (0 to 1): lower end of its interval
-- column: total_variation_high (0 to 1): upper end of its interval
-- column: wasserstein (points of the scale): Wasserstein's distance
-- column: wasserstein_low (points of the scale): lower end of its interval
-- column: wasserstein_high (points of the scale): upper end of its interval
-- column: uniform (0 to 1): total variation between uniform answers and those of people
-- column: small: 1 where n is below min_n, else 0
-- print: model, by, question, n, total_variation, wasserstein, uniform
-- label: total_variation = total variation
-- label: by = respondents of
-- label: small = fewer than min_n respondents
-- label: blank = a question that is not compared
-- chart: heat x=question y=by colour=total_variation facet=model
select
    model,
    part as "by",
    question,
    topic,
    n,
    effective,
    off_scale,
    total_variation,
    total_variation_low,
    total_variation_high,
    wasserstein,
    wasserstein_low,
    wasserstein_high,
    uniform,
    n < $min_n as small
from by_question
order by model, part, question_number;

-- table: options
-- caption: Shares of the options in the answers of models and of people
-- grain: one row for each model, group, question and option that one of both chose
-- key: model, by, question, code
-- measure: ours
-- empty: no question has both valid answers of people and answers of a model
-- column: model: the model
-- column: by: the group of respondents
-- column: question: the question's id
-- column: code: the number of the option on the scale
-- column: answer: its wording; null where the question set has none
-- column: n (respondents): respondents who chose it
-- column: people (0 to 1): share of the valid answers of people, weighted by --weight
-- column: model_share (0 to 1): share of the answers of the model
-- print: model, by, question, code, answer, people, model_share
-- label: people = share of people
-- label: model_share = share of the model
-- chart: scatter x=people y=model_share colour=by facet=model
with
answered as (
    select {by} as part, question, code, max(answer) as answer, sum(n) as n, sum({weight}) as weight
    from answers
    where status = 'valid' and {by} is not null and {where}
    group by 1, 2, 3
),
totals as (
    select part, question, sum(weight) as weight
    from answered
    group by part, question
),
chosen as (
    select by_question.model, by_question.part, by_question.question, by_question.question_number, code,
        sum(weight) as weight
    from by_question
    join said
        on said.model = by_question.model
            and (said.part is null or said.part in ('', by_question.part))
            and said.question = by_question.question
    group by 1, 2, 3, 4, 5
),
chosen_totals as (
    select model, part, question, sum(weight) as weight
    from chosen
    group by model, part, question
),
codes as (
    select model, part, question, question_number, code
    from chosen
    union
    select by_question.model, by_question.part, by_question.question, question_number, answered.code
    from by_question
    join answered on answered.part = by_question.part and answered.question = by_question.question
)
select
    codes.model,
    codes.part as "by",
    codes.question,
    codes.code,
    answer,
    coalesce(n, 0) as n,
    coalesce(answered.weight, 0) * 1.0 / totals.weight as people,
    coalesce(chosen.weight, 0) * 1.0 / chosen_totals.weight as model_share
from codes
join totals on totals.part = codes.part and totals.question = codes.question
join chosen_totals
    on chosen_totals.model = codes.model
        and chosen_totals.part = codes.part
        and chosen_totals.question = codes.question
left join answered
    on answered.part = codes.part and answered.question = codes.question and answered.code = codes.code
left join chosen
    on chosen.model = codes.model
        and chosen.part = codes.part
        and chosen.question = codes.question
        and chosen.code = codes.code
order by codes.model, codes.part, codes.question_number, codes.code;
