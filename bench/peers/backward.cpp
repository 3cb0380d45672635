// Backward pass over a complete binary tree with GMP's mpq: the C++ peer of the benchmark `backward`.
#include <gmp.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

namespace {

// The generator of bench/support/lcg.ts.
class Lcg {
 public:
  explicit Lcg(uint32_t seed) : state(seed) {}
  long below(uint32_t n) {
    state = 1664525u * state + 1013904223u;
    return static_cast<long>((state >> 16) % n);
  }

 private:
  uint32_t state;
};

// Rationals that keep their memory between passes, so that only the first pass allocates.
class Rationals {
 public:
  explicit Rationals(size_t n) : items(n) {
    for (auto& item : items) mpq_init(&item);
  }
  ~Rationals() {
    for (auto& item : items) mpq_clear(&item);
  }
  Rationals(const Rationals&) = delete;
  Rationals& operator=(const Rationals&) = delete;
  mpq_ptr operator[](size_t i) { return &items[i]; }

 private:
  std::vector<__mpq_struct> items;
};

// Milliseconds of processor time of this process.
double processorTime() {
  timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return 1e3 * static_cast<double>(now.tv_sec) + 1e-6 * static_cast<double>(now.tv_nsec);
}

struct Timing {
  double best;
  double median;
};

template <typename Pass>
Timing timePasses(Pass pass, double budget) {
  std::vector<double> times;
  for (double spent = 0; spent < budget || times.size() < 10;) {
    const double start = processorTime();
    pass();
    times.push_back(processorTime() - start);
    spent += times.back();
  }
  std::sort(times.begin(), times.end());
  return {times.front(), times[(times.size() - 1) / 2]};
}

}  // namespace

int main(int, char** argv) {
  const int depth = std::atoi(argv[1]);
  const uint32_t most = static_cast<uint32_t>(std::atoi(argv[2]));
  Lcg draws(static_cast<uint32_t>(std::atoi(argv[3])));
  const double budget = std::atof(argv[4]);

  const size_t inner = (size_t{1} << depth) - 1;
  std::vector<long> weights(2 * inner);
  for (auto& weight : weights) weight = 1 + draws.below(most);
  Rationals values(2 * inner + 1);
  for (size_t i = inner; i < 2 * inner + 1; i++) mpq_set_si(values[i], draws.below(10), 1);

  Rationals p(2 * inner);
  const auto make = [&] {
    for (size_t e = 0; e < 2 * inner; e++) {
      const long total = weights[e] + weights[e ^ 1];
      mpq_set_si(p[e], weights[e], static_cast<unsigned long>(total));
      mpq_canonicalize(p[e]);
    }
  };
  make();

  mpq_t second;
  mpq_init(second);
  const auto evaluate = [&] {
    for (size_t i = inner; i-- > 0;) {
      mpq_mul(values[i], p[2 * i], values[2 * i + 1]);
      mpq_mul(second, p[2 * i + 1], values[2 * i + 2]);
      mpq_add(values[i], values[i], second);
    }
  };

  const Timing making = timePasses(make, budget / 4);
  const Timing evaluating = timePasses(evaluate, budget);
  char* result = mpq_get_str(nullptr, 10, values[0]);
  std::printf("{\"make\": %.6f, \"best\": %.6f, \"median\": %.6f, \"J\": \"%s\"}\n", making.best, evaluating.best,
              evaluating.median, result);
  std::free(result);
  mpq_clear(second);
}
