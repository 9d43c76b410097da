package io.ostler.model;

import java.util.List;

/**
 * How much a regular expression may do between two characters of a text. A search is stopped while it looks at
 * characters; an expression that is nothing but choices of nothing, such as {@code (?:|)(?:|)…}, looks at none and would
 * go on for days. Immutable, made by {@link ExpressionReader}.
 *
 * @param ways to pass it without a character; 0: none
 * @param begin steps from its beginning to the first character
 * @param end ways to its end from some place within it, without a character
 * @param most steps without a character, wherever they begin
 */
record ExpressionCost(double ways, double begin, double end, double most) {
    static final ExpressionCost CHARACTER = new ExpressionCost(0, 1, 1, 1);
    static final ExpressionCost NOTHING = new ExpressionCost(1, 1, 1, 1);

    ExpressionCost then(ExpressionCost next) {
        return new ExpressionCost(
                ways * next.ways,
                begin + ways * next.begin,
                Math.max(next.end, end * next.ways),
                Math.max(Math.max(most, next.most), end * next.begin));
    }

    static ExpressionCost anyOf(List<ExpressionCost> choices) {
        double ways = 0;
        double begin = 0;
        double end = 0;
        double most = 0;
        for (var choice : choices) {
            ways += choice.ways;
            begin += choice.begin;
            end = Math.max(end, choice.end);
            most = Math.max(most, choice.most);
        }
        return new ExpressionCost(ways, begin, Math.max(end, ways), Math.max(most, begin));
    }

    /** What looks ahead or behind takes no character itself. */
    ExpressionCost asLook() {
        return new ExpressionCost(Math.max(1, ways), begin, Math.max(1, end), most);
    }

    /** Java goes through an empty round again only while the least number isn't reached. */
    ExpressionCost repeated(int least, boolean isMore) {
        int rounds = Math.max(1, least);
        double grown = ways <= 1 ? 1 : Math.pow(ways, rounds - 1.0);
        double more = isMore && least > 0 ? 1 + ways : 1;
        double from = begin * (ways == 0 ? 1 : rounds) * grown * more + (least == 0 ? 1 : 0);
        double passes = least == 0 ? 1 + ways : Math.pow(ways, least) * more;
        double arrivals = Math.max(end * grown * more, passes);
        return new ExpressionCost(passes, from, arrivals, Math.max(Math.max(most, from), end * from));
    }
}
