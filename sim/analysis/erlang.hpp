// Closed forms of waiting-line theory: what a simple room's service must be in the long run.
//
// Notation of the formulas: lambda arrivals a second, mu = 1 / mean service, c handlers, theta = 1
// / mean patience, a = lambda / mu the offered load in erlangs, rho = a / c. Arrivals are Poisson,
// service and patience exponential, the queue first come first served, the room in steady state.
// Every function is pure and exact to about nine digits. An input outside the stated range is a
// bug.
#pragma once

#include <span>
#include <vector>

namespace fcr {

/// One kind of call and one pool of handlers.
struct ErlangInput {
    double arrivals_per_s = 0.0;  ///< more than 0
    double service_mean_s = 0.0;  ///< handling time, wrap-up included; more than 0
    int handlers = 0;             ///< at least 1
};

/// Offered load in erlangs: arrivals a second times mean service.
[[nodiscard]] double offered_load(const ErlangInput& input);

/// Whether the handlers keep up with patient callers: offered load below the number of handlers.
[[nodiscard]] bool has_steady_state(const ErlangInput& input);

/// Erlang B, M/M/c/c: the share of calls that find every handler busy and are lost. Depends on the
/// mean service only (Sevastyanov 1957). Recursion B(n) = a B(n-1) / (n + a B(n-1)), B(0) = 1
/// (Jagerman 1974); no cancellation at any size.
[[nodiscard]] double erlang_b(const ErlangInput& input);

/// Long-run service of a room whose callers never give up.
struct ErlangC {
    double wait_probability = 0.0;  ///< share of calls that wait at all
    double wait_mean_s = 0.0;       ///< mean over all calls, those not waiting included
    double occupancy = 0.0;         ///< share of time a handler is busy
};

/// Erlang C, M/M/c: C = B / (1 - rho (1 - B)), mean wait C / (c mu - lambda) (Erlang 1917;
/// Kleinrock 1975, Queueing Systems I, 3.5). Without a steady state a call of this is a bug. Once
/// callers hang up it is biased: it shows the service worse than it is.
[[nodiscard]] ErlangC erlang_c(const ErlangInput& input);

/// Erlang C: the share of calls answered within `within_s` (0 or more), wait <= limit:
/// 1 - C exp(-(c mu - lambda) t). Without a steady state a call of this is a bug.
[[nodiscard]] double erlang_c_answered_within(const ErlangInput& input, double within_s);

/// A room whose callers give up.
struct ErlangAInput {
    ErlangInput queue;  ///< any load, also more than the handlers can carry
    double patience_mean_s =
        0.0;  ///< exponential time until a waiting caller gives up; more than 0
};

/// Long-run service of a room whose callers give up. Shares are of all calls offered.
struct ErlangA {
    double wait_probability = 0.0;     ///< share of calls that wait at all
    double abandon_probability = 0.0;  ///< share of calls given up
    double wait_mean_s = 0.0;          ///< mean over all calls: unanswered and not waiting too
    double occupancy = 0.0;            ///< share of time a handler is busy
};

/// Erlang A, M/M/c+M (Palm 1957; Garnett, Mandelbaum and Reiman 2002), summed over the states:
/// above c the weights fall by lambda / (c mu + k theta), below they add up to 1 / B. Abandoned is
/// theta times mean queue over lambda. The sum takes about (lambda - c mu) / theta terms under
/// overload, so keep mean patience below 10^6 mean services there.
[[nodiscard]] ErlangA erlang_a(const ErlangAInput& input);

/// Erlang A: the share of all offered calls answered within `within_s` (0 or more), wait <= limit.
/// The density of the wait a caller of endless patience would have is
/// c mu p_c exp(lambda H(x) - c mu x), H(x) = (1 - exp(-theta x)) / theta, of which exp(-theta x)
/// are still there (Zeltyn and Mandelbaum 2005); integrated by adaptive Gauss-Kronrod quadrature.
[[nodiscard]] double erlang_a_answered_within(const ErlangAInput& input, double within_s);

/// A room with a limited number of telephone lines.
struct FiniteLinesInput {
    ErlangInput queue;  ///< any load
    int lines = 0;      ///< most calls in the room, answered and waiting; at least `queue.handlers`
};

/// Long-run service of a room with a limited number of lines. Blocked calls are lost.
struct FiniteLines {
    double block_probability = 0.0;  ///< share of offered calls that find every line taken
    double wait_probability = 0.0;   ///< share of offered calls that get a line and wait
    double wait_mean_s = 0.0;        ///< mean over calls that get a line
    double occupancy = 0.0;          ///< share of time a handler is busy
};

/// M/M/c/K, K lines: birth-death weights 1 / B up to c handlers, then rho^k (Gross and Harris,
/// Fundamentals of Queueing Theory, 2.5). With as many lines as handlers it is Erlang B.
[[nodiscard]] FiniteLines finite_lines(const FiniteLinesInput& input);

/// Classes of calls sharing one pool of handlers, all with the same exponential service.
struct PriorityInput {
    std::span<const double> arrivals_per_s;  ///< by class, most urgent first; each more than 0
    double service_mean_s = 0.0;             ///< more than 0
    int handlers = 0;                        ///< at least 1
};

/// Mean wait in seconds of each class in M/M/c with priorities and no pre-emption, over all calls
/// of the class: W_k = W_0 / ((1 - s_(k-1)) (1 - s_k)), W_0 = C(c, a) / (c mu), s_k the occupancy
/// due to classes 1..k (Cobham 1954; Kella and Yechiali 1985). Without a steady state it is a bug.
[[nodiscard]] std::vector<double> priority_wait_means(const PriorityInput& input);

/// One handler and any distribution of service.
struct SingleServerInput {
    double arrivals_per_s = 0.0;  ///< more than 0
    double service_mean_s = 0.0;  ///< more than 0; times arrivals less than 1
    double service_cv = 0.0;      ///< sd over mean: 1 exponential (M/M/1), 0 constant (M/D/1)
};

/// M/G/1: mean wait in seconds over all calls, rho s (1 + cv^2) / (2 (1 - rho)) (Pollaczek 1930,
/// Khinchine 1932).
[[nodiscard]] double single_server_wait_mean(const SingleServerInput& input);

}  // namespace fcr
