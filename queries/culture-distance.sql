-- title: Distances between cultures
-- question: How far are the answers of two countries (or cultures) apart?
-- note: The distance of two groups is the mean over the questions that both gave valid answers to of a distance of their
--   answers: the Jensen-Shannon distance (root of the divergence in bits), total variation, and Wasserstein's distance in
--   parts of the scale.
-- note: The intervals are of js_distance. They resample respondents within their groups. Noise in a sample adds to a distance, so
--   the bias of the resampled distances is taken off. They read each answer; with --param replicates=0 answers are only counted.
-- note: A map and a tree are in cultivar survey distance --store, with the same intervals.
-- needs: answers.code
-- needs: answers.respondent
-- needs: answers.status
-- parameter: by (column of answers) = country: what respondents are put together by
-- parameter: where (condition on answers) = null: only the answers that meet it
-- parameter: weight (measure of answers) = n: counts respondents by this measure: weight, where the survey has one
-- parameter: replicates (integer from 0 to 1000000) = 1000: replicates of the intervals; 0 for none
-- parameter: seed (integer from 0 to 9007199254740992) = 1: seed of the replicates
-- parameter: min_n (integer from 0 to 1000000000) = 30: valid answers of a group below which a pair is flagged as small
-- parameter: level (number from 0.5 to 0.9999) = 0.95: confidence level of the intervals
--
-- steps:
answered as (
    select {by} as part, question, code, sum(n) as n, sum({weight}) as weight
    from answers
    where status = 'valid' and {by} is not null and {where}
    group by 1, 2, 3
),
totals as (
    select part, question, sum(n) as n, sum(weight) as weight
    from answered
    group by part, question
    having sum(weight) > 0
),
codes as (
    select question, code
    from answered
    group by question, code
),
pairs as (
    -- Each question with every two groups that answered it.
    select
        one.part as first,
        other.part as second,
        one.question,
        min(one.n, other.n) as n,
        one.weight as first_weight,
        other.weight as second_weight
    from totals as one
    join totals as other on other.question = one.question and other.part > one.part
),
shares as (
    -- With each option that anybody gave.
    select
        pairs.first,
        pairs.second,
        pairs.question,
        pairs.n,
        codes.code,
        coalesce(one.weight, 0) * 1.0 / first_weight as share,
        coalesce(other.weight, 0) * 1.0 / second_weight as other_share
    from pairs
    join codes on codes.question = pairs.question
    left join answered as one
        on one.part = pairs.first and one.question = pairs.question and one.code = codes.code
    left join answered as other
        on other.part = pairs.second and other.question = pairs.question and other.code = codes.code
),
steps as (
    select
        *,
        sum(share - other_share) over by_code as surplus,
        lead(code) over by_code - code as step
    from shares
    window by_code as (partition by first, second, question order by code)
),
by_question as (
    select
        first,
        second,
        question,
        min(n) as n,
        js_distance(share, other_share) as js,
        total_variation(share, other_share) as tv,
        coalesce(sum(abs(surplus) * step) * 1.0 / nullif(max(code) - min(code), 0), 0) as wasserstein
    from steps
    group by first, second, question
),
distances as (
    select
        first,
        second,
        count(*) as questions,
        min(n) as n,
        avg(js) as js_distance,
        avg(js * js) as js_divergence,
        avg(tv) as total_variation,
        avg(wasserstein) as wasserstein
    from by_question
    group by first, second
),
resampled as (
    select
        survey_distances(
            {by}, respondent, question, iif(status = 'valid', code, null), {weight}, answers.id,
            $seed, $replicates, $level
        ) as found
    from answers
    where $replicates > 0 and {by} is not null and {where}
),
intervals as (
    select
        value ->> 'first' as first,
        value ->> 'second' as second,
        value ->> 'js_distance_low' as low,
        value ->> 'js_distance_high' as high
    from resampled
    join json_each(found)
)

-- caption: Distances between the answers of groups
-- grain: one row for each pair of groups
-- key: first, second
-- measure: ours
-- empty: fewer than two groups gave valid answers to the same question
-- column: first: the group whose name comes first
-- column: second: the other group
-- column: n (answers): valid answers of the smaller group to the question with the fewest
-- column: questions (questions): questions that both gave valid answers to
-- column: js_distance (0 to 1): mean Jensen-Shannon distance
-- column: js_distance_low (0 to 1): lower end of its interval
-- column: js_distance_high (0 to 1): upper end of its interval
-- column: js_divergence (0 to 1, bits): mean Jensen-Shannon divergence
-- column: total_variation (0 to 1): mean total variation
-- column: wasserstein (0 to 1): mean Wasserstein distance in parts of the range of codes that anybody gave
-- column: small: 1 where n is below min_n, else 0
-- print: first, second, n, questions, js_distance, total_variation, wasserstein
-- label: js_distance = mean Jensen-Shannon distance
-- label: first = first group
-- label: second = second group
-- label: blank = a pair in the other order, or without common questions
-- label: small = fewer than min_n answers
-- chart: heat x=second y=first colour=js_distance
select
    distances.first,
    distances.second,
    n,
    questions,
    js_distance,
    low as js_distance_low,
    high as js_distance_high,
    js_divergence,
    total_variation,
    wasserstein,
    n < $min_n as small
from distances
left join intervals on intervals.first = distances.first and intervals.second = distances.second
order by distances.first, distances.second;

-- table: groups
-- caption: Mean distance of the answers of each group to those of the others
-- grain: one row for each group
-- key: by
-- measure: ours
-- empty: fewer than two groups gave valid answers to the same question
-- column: by: value of the column that --by names
-- column: n (groups): groups that it is compared with
-- column: mean_distance (0 to 1): mean Jensen-Shannon distance to the others
-- column: nearest: the nearest group
-- column: nearest_distance (0 to 1): distance to the nearest group
-- column: farthest: the farthest group
-- column: farthest_distance (0 to 1): distance to the farthest group
-- print: by, n, mean_distance, nearest, nearest_distance, farthest, farthest_distance
-- label: mean_distance = mean Jensen-Shannon distance to the others
-- chart: bar x=by y=mean_distance
with
both_ways as (
    select first as part, second as other, js_distance
    from distances
    union all
    select second, first, js_distance
    from distances
),
ranked as (
    select
        part,
        count(*) over (partition by part) as n,
        avg(js_distance) over (partition by part) as mean_distance,
        first_value(other) over (partition by part order by js_distance, other) as nearest,
        min(js_distance) over (partition by part) as nearest_distance,
        first_value(other) over (partition by part order by js_distance desc, other) as farthest,
        max(js_distance) over (partition by part) as farthest_distance
    from both_ways
)
select distinct
    part as "by",
    n,
    mean_distance,
    nearest,
    nearest_distance,
    farthest,
    farthest_distance
from ranked
order by mean_distance desc, part;

-- table: questions
-- caption: Distance between the answers of groups to each question
-- grain: one row for each question
-- key: question
-- measure: ours
-- empty: fewer than two groups gave valid answers to the same question
-- column: question: the question's id
-- column: n (pairs): pairs of groups that gave valid answers to it
-- column: js_distance (0 to 1): mean Jensen-Shannon distance of the pairs
-- column: greatest (0 to 1): the greatest of them
-- column: first: a group of that pair
-- column: second: the other
-- print: question, n, js_distance, greatest, first, second
-- label: js_distance = mean Jensen-Shannon distance
-- chart: bar x=question y=js_distance
with
ranked as (
    select
        question,
        count(*) over (partition by question) as n,
        avg(js) over (partition by question) as js_distance,
        max(js) over (partition by question) as greatest,
        first,
        second,
        row_number() over (partition by question order by js desc, first, second) as place
    from by_question
)
select question, n, js_distance, greatest, first, second
from ranked
where place = 1
order by js_distance desc, question;
