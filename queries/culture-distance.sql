-- title: Distances between cultures
-- question: How far are the answers of two countries (or cultures) apart?
-- note: The distance of two groups is the mean over the questions that both gave valid answers to of a distance of their
--   answers: the Jensen-Shannon distance (root of the divergence in bits), total variation, and Wasserstein's distance in
--   parts of the scale.
-- note: Noise in a sample adds to a distance. Intervals by respondents, a map and a tree are in cultivar survey distance
--   --store, since they need each respondent.
-- needs: answers.code
-- needs: answers.status
-- parameter: by (column of answers) = country: what respondents are put together by
-- parameter: where (condition on answers) = null: only the answers that meet it
-- parameter: weight (measure of answers) = n: counts respondents by this measure: weight, where the survey has one
-- parameter: min_n (integer from 0 to 1000000000) = 30: valid answers of a group below which a pair is flagged as small
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
options as (
    select
        question,
        code,
        lead(code) over (partition by question order by code) - code as step,
        max(code) over (partition by question) - min(code) over (partition by question) as length
    from codes
),
shares as (
    -- Each group with each option of the questions that it answered, those that nobody of it gave included.
    select
        totals.part,
        totals.question,
        options.code,
        totals.n,
        step,
        length,
        coalesce(answered.weight, 0) * 1.0 / totals.weight as share,
        sum(coalesce(answered.weight, 0) * 1.0 / totals.weight)
            over (partition by totals.part, totals.question order by options.code) as up_to
    from totals
    join options on options.question = totals.question
    left join answered
        on answered.part = totals.part
            and answered.question = totals.question
            and answered.code = options.code
),
by_question as (
    select
        one.part as first,
        other.part as second,
        one.question,
        min(one.n, other.n) as n,
        js_distance(one.share, other.share) as js,
        total_variation(one.share, other.share) as tv,
        coalesce(sum(abs(one.up_to - other.up_to) * one.step) * 1.0 / nullif(one.length, 0), 0) as wasserstein
    from shares as one
    join shares as other
        on other.question = one.question and other.code = one.code and other.part > one.part
    group by one.part, other.part, one.question
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
    first,
    second,
    n,
    questions,
    js_distance,
    js_divergence,
    total_variation,
    wasserstein,
    n < $min_n as small
from distances
order by first, second;

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
