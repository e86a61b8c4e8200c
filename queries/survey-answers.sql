-- title: Answers of a survey
-- question: What do respondents of each country (culture, or other attribute) answer to each question, and how many give no
--   answer?
-- note: Shares are of valid answers: codes of the question's scale. Other codes are in table status.
-- note: Intervals are Wilson's. With --weight they are at Kish's effective number of respondents; deff is how many times
--   larger the variance is than without weights.
-- needs: answers.code
-- needs: answers.status
-- parameter: by (column of answers) = country: whose answers are compared
-- parameter: where (condition on answers) = null: only the answers that meet it
-- parameter: weight (measure of answers) = n: counts respondents by this measure: weight, where the survey has one
-- parameter: min_n (integer from 0 to 1000000000) = 30: valid answers below which a row is flagged as small
-- parameter: level (number from 0.5 to 0.9999) = 0.95: confidence level of the intervals
--
-- steps:
answered as (
    select
        {by} as part,
        question,
        topic,
        status,
        code,
        answer,
        sum(n) as n,
        sum({weight}) as weight,
        sum({weight_square}) as squares
    from answers
    where {where}
    group by 1, 2, 3, 4, 5, 6
),
valid as (
    select *
    from answered
    where status = 'valid'
),
totals as (
    select
        part,
        question,
        sum(n) as n,
        sum(weight) as weight,
        sum(weight) * sum(weight) * 1.0 / nullif(sum(squares), 0) as effective
    from valid
    group by part, question
)

-- caption: Answers to the questions of the survey
-- grain: one row for each value of --by, question and valid answer that somebody gave
-- key: by, question, topic, code, answer
-- measure: ours
-- empty: no answer that is counted is valid
-- column: by: value of the column that --by names, by default countries as the survey writes them
-- column: question: the question's id
-- column: topic: the part of the questionnaire
-- column: code: the answer's number on the scale
-- column: answer: its wording; the number where the question set has none
-- column: n (answers): respondents who gave the answer
-- column: share (0 to 1): share of the valid answers, weighted by --weight
-- column: share_low (0 to 1): lower end of the interval of share
-- column: share_high (0 to 1): upper end of the interval of share
-- column: valid (answers): valid answers to the question
-- column: effective (answers): Kish's effective number of valid answers
-- column: deff (1 = without weights): design effect of the weights: valid over effective
-- column: small: 1 where fewer than min_n answers are valid, else 0
-- print: by, question, answer, n, share
-- label: share = share of the valid answers
-- label: code = code of the answer
-- label: small = fewer than min_n valid answers
-- chart: stack x=by y=share colour=code facet=question
select
    valid.part as "by",
    valid.question,
    topic,
    code,
    answer,
    valid.n,
    valid.weight * 1.0 / nullif(totals.weight, 0) as share,
    wilson_low(valid.weight * effective / nullif(totals.weight, 0), effective, $level) as share_low,
    wilson_high(valid.weight * effective / nullif(totals.weight, 0), effective, $level) as share_high,
    totals.n as valid,
    effective,
    totals.n / effective as deff,
    totals.n < $min_n as small
from valid
join totals on totals.part is valid.part and totals.question = valid.question
order by valid.part is null, valid.part, cast(valid.question as integer), valid.question, code;

-- table: means
-- caption: Mean answers to the questions of the survey
-- grain: one row for each value of --by and question with a valid answer
-- key: by, question
-- measure: ours
-- empty: no answer that is counted is valid
-- column: by: value of the column that --by names
-- column: question: the question's id
-- column: topic: the part of the questionnaire
-- column: n (answers): valid answers
-- column: mean (code): mean of the codes, weighted by --weight
-- column: mean_low (code): lower end of the interval of mean, by the normal approximation at the effective number
-- column: mean_high (code): upper end of the interval of mean
-- column: position (0 to 1): mean between the least and the greatest code that anybody gave
-- column: mode (code): the most frequent valid answer, the least of several
-- print: by, question, n, mean, position, mode
-- label: position = mean on the scale of the question
-- label: blank = no valid answer
-- chart: heat x=question y=by colour=position
with
moments as (
    select
        valid.part,
        valid.question,
        topic,
        totals.n,
        effective,
        sum(code * valid.weight) * 1.0 / nullif(totals.weight, 0) as mean,
        sum(code * code * valid.weight) * 1.0 / nullif(totals.weight, 0) as square
    from valid
    join totals on totals.part is valid.part and totals.question = valid.question
    group by valid.part, valid.question
),
ranges as (
    select question, min(code) as least, max(code) as greatest
    from valid
    group by question
),
normal as (
    -- The upper end of Wilson's interval of none of one is z² / (1 + z²).
    select sqrt(wilson_high(0, 1, $level) / (1 - wilson_high(0, 1, $level))) as z
),
modes as (
    select
        part,
        question,
        code,
        row_number() over (partition by part, question order by n desc, code) as place
    from valid
)
select
    moments.part as "by",
    moments.question,
    topic,
    n,
    mean,
    mean - z * sqrt(max(square - mean * mean, 0) / nullif(effective, 0)) as mean_low,
    mean + z * sqrt(max(square - mean * mean, 0) / nullif(effective, 0)) as mean_high,
    (mean - least) / nullif(greatest - least, 0) as position,
    modes.code as mode
from moments
join ranges on ranges.question = moments.question
join modes on modes.part is moments.part and modes.question = moments.question and place = 1
join normal
order by moments.part is null, moments.part, cast(moments.question as integer), moments.question;

-- table: status
-- caption: Valid, missing and other answers of the survey
-- grain: one row for each value of --by and status of an answer
-- key: by, status
-- measure: ours
-- empty: no answer is counted
-- column: by: value of the column that --by names
-- column: status: valid, dont_know, no_answer, not_asked, missing or outside_scale
-- column: n (answers): answers of the status
-- column: share (0 to 1): share of all answers
-- column: share_low (0 to 1): lower end of Wilson's interval of share, answers taken as independent
-- column: share_high (0 to 1): upper end of the interval
-- print: by, status, n, share
-- label: share = share of all answers
-- chart: stack x=by y=share colour=status
with
statuses as (
    select part, status, sum(n) as n
    from answered
    group by part, status
),
sums as (
    select part, sum(n) as total
    from statuses
    group by part
)
select
    statuses.part as "by",
    status,
    n,
    n * 1.0 / total as share,
    wilson_low(n, total, $level) as share_low,
    wilson_high(n, total, $level) as share_high
from statuses
join sums on sums.part is statuses.part
order by statuses.part is null, statuses.part, status <> 'valid', status;
