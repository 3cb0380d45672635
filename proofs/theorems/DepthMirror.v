(** On the game "stop or go" the mirror steps need a number of sweeps that is
    polynomial in the number of turns (this project): KL in reverse and in forward
    order, the squared distance in reverse order; KL even with a drift so heavy
    that every ratio stays within the range of a clip.  So neither the range nor
    the order costs what DepthCost.v says, but going to the edge of the range
    however small the advantage.
    Regime: full information, exact expectations, exact steps. *)
From Coq Require Import Reals List Lra Lia Psatz.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update definitions.ClipRange
  definitions.StopOrGo.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas theorems.Optimality
  theorems.KLRate theorems.EuclideanRate theorems.FlooredRun theorems.StopOrGo.
Open Scope R_scope.

(** ** Forward order, or all turns at once: O(1/K) as well *)

Lemma kl_run_keeps : forall G lambda start sweep,
  wellFormed G -> isPolicy G start -> positiveAtDecisions G start ->
  (sweep = reverseSweep G (klRule G lambda) \/ sweep = forwardSweep G (klRule G lambda)) ->
  forall k, let pol := iterate sweep k start in isPolicy G pol /\ positiveAtDecisions G pol.
Proof.
  intros G lambda start sweep HG Hs Hp Hw k. cbv zeta.
  induction k as [|k [IH1 IH2]]; [auto|]. cbn [iterate].
  set (old := iterate sweep k start) in *.
  assert (Step : forall n h, node G (S n) h -> exists Q, sweep old h = klRule G lambda h (old h) Q).
  { intros n h Hn. destruct Hw as [-> | ->]; eexists;
    [apply (reverse_sweep_step G _ old n h Hn)|apply (forward_sweep_step G _ old n h Hn)]. }
  split; intros n h; [intros Hn|intros a Hn Hc Ha]; destruct (Step n h Hn) as [Q ->];
    apply (kl_rule_keeps G lambda old n h Q); assumption.
Qed.

Theorem E6_forward_rate_optimum : forall G lambda start star K,
  wellFormed G -> 0 < lambda -> isPolicy G start -> positiveAtDecisions G start ->
  isPolicy G star -> expectedReturn G star = optimalReturn G -> (K > 0)%nat ->
  shortfall G (iterate (forwardSweep G (klRule G lambda)) K start)
  <= / INR K * (lambda * along G star (fun _ x => klAt G star start x) (horizon G) []
     + along G star (fun m x => mean (moves G x) (star x) (fun a =>
         optimalValue G m (a :: x) - value G start m (a :: x))) (horizon G) []).
Proof.
  intros G lambda start star K HG Hl Hs Hp Hstar Hopt HK.
  pose proof (E6_forward_rate G lambda start star HG Hl Hs Hp Hstar K (horizon G) [] (node_root G)) as B.
  cbn zeta in B. fold (expectedReturn G star) in B. rewrite Hopt in B.
  set (pol := iterate (forwardSweep G (klRule G lambda)) K start) in *.
  assert (PK : isPolicy G pol)
    by (apply (kl_run_keeps G lambda start (forwardSweep G (klRule G lambda)) HG Hs Hp); auto).
  assert (KP : 0 < INR K) by (apply lt_0_INR; lia).
  apply (Rmult_le_reg_l (INR K)); [exact KP|].
  rewrite <- Rmult_assoc, Rinv_r by lra. rewrite Rmult_1_l. unfold shortfall.
  eapply Rle_trans; [exact B|]. apply Rplus_le_compat_l.
  apply along_le; [exact HG|exact Hstar|apply node_root|]. intros m x Hx.
  apply mean_le; [apply (policy_dist G star m x HG Hstar Hx)|]. intros a Ha.
  apply Rplus_le_compat_r. apply value_le_optimal; auto. apply node_child; assumption.
Qed.

(** A softmax step whose scores differ little keeps its ratios within the range. *)
Lemma softmax_in_box : forall menu p score s eps, isDist menu p -> menu <> [] ->
  (forall a, In a menu -> 0 < p a) -> (forall a, In a menu -> 0 <= score a <= s) ->
  0 < eps -> exp s <= 1 + eps -> boxRegion eps eps menu p (softmaxStep menu p score).
Proof.
  intros menu p score s eps [Hp Hps] Hne Pos Sc He Hs.
  split; [apply softmaxStep_isDist; assumption|]. intros a Ha.
  assert (E : forall b, In b menu -> 1 <= exp (score b) <= 1 + eps).
  { assert (Mono : forall x y, x <= y -> exp x <= exp y)
      by (intros x y [L| ->]; [left; apply exp_increasing, L|lra]).
    intros b Hb. destruct (Sc b Hb) as [S0 S1]. split; [rewrite <- exp_0; apply Mono, S0|].
    eapply Rle_trans; [apply Mono, S1|exact Hs]. }
  assert (Z : 1 <= sum menu (fun b => p b * exp (score b)) <= 1 + eps).
  { split; [rewrite <- Hps|rewrite <- (Rmult_1_r (1 + eps)), <- Hps, <- sum_scal];
    apply sum_le; intros b Hb; destruct (E b Hb); pose proof (Hp b Hb); nra. }
  unfold softmaxStep. set (z := sum menu (fun b => p b * exp (score b))) in *.
  destruct (E a Ha) as [A1 A2]. pose proof (Pos a Ha). set (x := exp (score a)) in *.
  split; apply Rmult_le_reg_r with z; try lra; replace (p a * x / z * z) with (p a * x) by (field; lra).
  - assert ((1 - eps) * z <= x) by nra.
    replace ((1 - eps) * p a * z) with (p a * ((1 - eps) * z)) by ring.
    apply Rmult_le_compat_l; lra.
  - assert (x <= (1 + eps) * z) by nra.
    replace ((1 + eps) * p a * z) with (p a * ((1 + eps) * z)) by ring.
    apply Rmult_le_compat_l; lra.
Qed.

(** ** Stop or go *)

Section StopOrGo.
Variables r c : R.
Variable turns : nat.
Hypothesis r_ok : 0 < r < 1.
Let G := stopOrGo r c turns.
Let star := goes turns 1.

Lemma star_ok : isPolicy G star.
Proof. apply goes_ok. lra. Qed.

Lemma star_optimal : expectedReturn G star = optimalReturn G.
Proof.
  unfold G. rewrite (optimum r c turns r_ok). unfold expectedReturn.
  pose proof (going_on r c turns r_ok turns (Nat.le_refl _)) as E.
  unfold live in E. rewrite Nat.sub_diag in E. exact E.
Qed.

(** A history of the game is at the coin, on the line, or stopped with a menu of
    one move. *)
Lemma kinds : forall n h, node G (S n) h ->
  chance G h = Some (fun _ => 1 / 2) \/
  (exists m, n = S m /\ (m < turns)%nat /\ h = live turns (S m)) \/
  (moves G h = [0]%nat /\ chance G h = None /\ forall p, goes turns p h = fun _ => 1).
Proof.
  intros n h Hn. destruct (le_lt_dec turns (length h)) as [L|L].
  - left. apply (at_coin r c turns h L).
  - right. destruct (before_coin r c turns h L) as [Mv Ch]. destruct (onLine h) eqn:O.
    + left. destruct Hn as [E Hg]. simpl in E. exists (n - 1)%nat.
      split; [lia|]. split; [lia|]. replace (S (n - 1)) with n by lia.
      apply (on_line_live r c turns n h); [split; [simpl; exact E|exact Hg]|exact O].
    + right. split; [exact Mv|]. split; [exact Ch|]. intros p. unfold goes.
      rewrite (proj2 (Nat.leb_gt _ _) L), O. reflexivity.
Qed.

(** A cost that only the line charges, at most [x] at each of its turns. *)
Lemma cost_on_line : forall cost x,
  (forall n h, node G (S n) h -> (forall m, (m < turns)%nat -> h <> live turns (S m)) ->
     cost n h <= 0) ->
  (forall n, (n < turns)%nat -> cost (S n) (live turns (S n)) <= x) ->
  along G star cost (horizon G) [] <= INR turns * x.
Proof.
  intros cost x Off On.
  assert (A : forall n, (n <= turns)%nat -> along G star cost (S n) (live turns n) <= INR n * x).
  { induction n as [|n IH]; intros Hn; rewrite along_step.
    - cbn [along]. pose proof (live_node r c turns 0 Hn) as N. fold G in N.
      assert (O : cost 0%nat (live turns 0) <= 0).
      { apply Off; [exact N|]. intros m Hm E. apply (f_equal (@length nat)) in E.
        rewrite !live_length in E. lia. }
      unfold mean. rewrite (sum_ext _ _ (fun _ => 0)) by (intros; ring).
      rewrite sum_zero. simpl INR. lra.
    - destruct (at_live r c turns n ltac:(lia)) as [Mv _]. fold G in Mv. rewrite Mv.
      unfold star at 1. rewrite goes_live by lia. unfold mean. cbn [sum two].
      rewrite live_step by lia. pose proof (IH ltac:(lia)). pose proof (On n ltac:(lia)).
      rewrite S_INR. lra. }
  pose proof (A turns (Nat.le_refl _)) as R0. unfold live in R0. rewrite Nat.sub_diag in R0. exact R0.
Qed.

Lemma kl_cost : forall p, 0 < p < 1 ->
  along G star (fun _ x => klAt G star (goes turns p) x) (horizon G) [] <= INR turns * ln (/ p).
Proof.
  intros p Hp. apply cost_on_line.
  - intros n h Hn Off. unfold klAt. destruct (kinds n h Hn) as [-> |[[m [_ [Hm E]]]|[-> [-> E]]]].
    + lra.
    + exfalso. apply (Off m Hm E).
    + unfold star. rewrite !E. unfold klDivergence. cbn [sum]. lra.
  - intros n Hn. unfold klAt. destruct (at_live r c turns n Hn) as [Mv Ch]. fold G in Mv, Ch.
    rewrite Mv, Ch. unfold star. rewrite !goes_live by exact Hn.
    unfold klDivergence. cbn [sum two]. rewrite ln_1, ln_Rinv by lra. lra.
Qed.

Lemma square_cost : forall p, 0 < p < 1 ->
  along G star (fun _ x => squaredDistanceAt G star (goes turns p) x) (horizon G) []
  <= INR turns * 2.
Proof.
  intros p Hp. apply cost_on_line.
  - intros n h Hn Off. unfold squaredDistanceAt.
    destruct (kinds n h Hn) as [-> |[[m [_ [Hm E]]]|[-> [-> E]]]].
    + lra.
    + exfalso. apply (Off m Hm E).
    + unfold star. rewrite !E. unfold squaredDistance. cbn [sum]. lra.
  - intros n Hn. unfold squaredDistanceAt. destruct (at_live r c turns n Hn) as [Mv Ch].
    fold G in Mv, Ch. rewrite Mv, Ch. unfold star. rewrite !goes_live by exact Hn.
    unfold squaredDistance. cbn [sum two]. nra.
Qed.

(** What forward order may lose on the way. *)
Lemma ahead_cost : forall start, isPolicy G start ->
  along G star (fun m x => mean (moves G x) (star x) (fun a =>
    optimalValue G m (a :: x) - value G start m (a :: x))) (horizon G) [] <= INR turns * 1.
Proof.
  intros start Hs. apply cost_on_line.
  - intros n h Hn Off. destruct (kinds n h Hn) as [Ch|[[m [_ [Hm E]]]|[Mv [Ch E]]]].
    + destruct n as [|n].
      * unfold mean. rewrite (sum_ext _ _ (fun _ => 0)) by (intros; unfold value; simpl; ring).
        rewrite sum_zero. lra.
      * exfalso. destruct Hn as [E _]. simpl in E.
        destruct (before_coin r c turns h ltac:(lia)) as [_ Ch']. fold G in Ch'. congruence.
    + exfalso. apply (Off m Hm E).
    + assert (Only : forall q, isPolicy G q ->
        value G q n (0%nat :: h) <= value G start n (0%nat :: h)).
      { intros q Hq. pose proof (node_child G n h 0%nat Hn ltac:(rewrite Mv; left; reflexivity)) as Nc.
        destruct n as [|n]; [unfold value; simpl; lra|].
        assert (L : onLine h = false).
        { destruct (onLine h) eqn:O; [|reflexivity].
          pose proof (on_line_live r c turns (S n) h Hn O) as El.
          destruct Hn as [Hl _]. simpl in Hl.
          exfalso. apply (Off n); [lia|exact El]. }
        unfold G. rewrite !(value_stopped r c turns r_ok); try assumption; lra. }
      rewrite Mv. unfold star. rewrite E. unfold mean. cbn [sum].
      pose proof (Only (reverseSweep G (greedyRule G) start)) as O.
      rewrite (E1_greedy_sweep G start n) in O; [|apply game_ok|exact Hs|].
      * assert (isPolicy G (reverseSweep G (greedyRule G) start)); [|pose proof (O H); lra].
        intros m x Hm. rewrite (reverse_sweep_step G _ _ m x Hm).
        apply (greedy_is_argmax G m); [apply game_ok|exact Hm|apply (Hs m x Hm)].
      * apply node_child; [exact Hn|rewrite Mv; left; reflexivity].
  - intros n Hn. destruct (at_live r c turns n Hn) as [Mv _]. fold G in Mv. rewrite Mv.
    unfold star. rewrite goes_live by exact Hn. unfold mean. cbn [sum two].
    rewrite live_step by exact Hn. unfold G.
    rewrite (optimal_live r c turns r_ok) by lia.
    pose proof (value_in_unit r c turns r_ok start Hs n (live turns n) (live_node r c turns n ltac:(lia))).
    lra.
Qed.

(** The bounds after K sweeps from the start that goes on with probability p. *)
Theorem E11_mirror_steps_are_fast : forall lambda p K, 0 < lambda -> 0 < p < 1 -> (0 < K)%nat ->
  shortfall G (iterate (reverseSweep G (klRule G lambda)) K (goes turns p))
    <= lambda * INR turns * ln (/ p) / INR K /\
  shortfall G (iterate (forwardSweep G (klRule G lambda)) K (goes turns p))
    <= (lambda * ln (/ p) + 1) * INR turns / INR K /\
  shortfall G (iterate (reverseSweep G (euclideanRule G lambda)) K (goes turns p))
    <= lambda * INR turns / INR K.
Proof.
  intros lambda p K Hl Hp HK. assert (KP : 0 < INR K) by (apply lt_0_INR; lia).
  pose proof (game_ok r c turns) as HG. fold G in HG.
  pose proof (goes_ok r c turns p ltac:(lra)) as Hs. fold G in Hs.
  pose proof (goes_positive r c turns p Hp) as Fs. fold G in Fs.
  assert (Div : forall x y, INR K * x <= y -> x <= y / INR K).
  { intros x y H. apply Rmult_le_reg_l with (INR K); [exact KP|].
    replace (INR K * (y / INR K)) with y by (field; lra). exact H. }
  split; [|split].
  - apply Div. eapply Rle_trans; [apply Rmult_le_compat_l; [lra|]|].
    + unfold shortfall. apply (E6_reverse_rate_optimum G lambda (goes turns p) star K); auto.
      * apply star_ok.
      * apply star_optimal.
    + replace (INR K * (lambda / INR K * along G star (fun _ x => klAt G star (goes turns p) x) (horizon G) []))
        with (lambda * along G star (fun _ x => klAt G star (goes turns p) x) (horizon G) [])
        by (field; lra).
      rewrite Rmult_assoc. apply Rmult_le_compat_l; [lra|]. apply kl_cost, Hp.
  - apply Div. eapply Rle_trans; [apply Rmult_le_compat_l; [lra|]|].
    + apply (E6_forward_rate_optimum G lambda (goes turns p) star K); auto.
      * apply star_ok.
      * apply star_optimal.
    + rewrite <- Rmult_assoc, Rinv_r, Rmult_1_l by lra.
      pose proof (kl_cost p Hp) as C1. pose proof (ahead_cost _ Hs) as C2.
      apply Rmult_le_compat_l with (r := lambda) in C1; lra.
  - apply Div.
    pose proof (E6e_projection_sweeps_rate G lambda (goes turns p) star HG Hl Hs star_ok K _ _
      (node_root G)) as T. cbv zeta in T.
    fold (expectedReturn G star) in T. rewrite star_optimal in T. unfold shortfall, expectedReturn.
    eapply Rle_trans; [exact T|]. pose proof (square_cost p Hp) as C.
    apply Rmult_le_compat_l with (r := lambda / 2) in C; lra.
Qed.

(** ** Within the range *)

(** With the drift's weight at least 1 / ln (1 + eps) no KL sweep leaves the range
    of the clip at any turn of the line. *)
Theorem E11_mirror_steps_within_the_range : forall lambda eps p k sweep n,
  0 < lambda -> 0 < eps < 1 -> exp (/ lambda) <= 1 + eps -> 0 < p < 1 -> (n < turns)%nat ->
  (sweep = reverseSweep G (klRule G lambda) \/ sweep = forwardSweep G (klRule G lambda)) ->
  boxRegion eps eps [0; 1]%nat (iterate sweep k (goes turns p) (live turns (S n)))
    (iterate sweep (S k) (goes turns p) (live turns (S n))).
Proof.
  intros lambda eps p k sweep n Hl He Hs Hp Hn Hw.
  pose proof (game_ok r c turns) as HG. fold G in HG.
  assert (Keep : forall k, let pol := iterate sweep k (goes turns p) in
    isPolicy G pol /\ positiveAtDecisions G pol).
  { apply (kl_run_keeps G lambda); auto.
    - apply (goes_ok r c turns). lra.
    - apply (goes_positive r c turns). exact Hp. }
  destruct (Keep k) as [Pk Fk]. destruct (Keep (S k)) as [Pn _]. cbv zeta in Pk, Fk, Pn.
  cbn [iterate] in *. set (old := iterate sweep k (goes turns p)) in *.
  pose proof (live_node r c turns (S n) ltac:(lia)) as N. fold G in N.
  destruct (at_live r c turns n Hn) as [Mv Ch]. fold G in Mv, Ch.
  assert (Step : exists basis, isPolicy G basis /\ sweep old (live turns (S n))
    = klRule G lambda (live turns (S n)) (old (live turns (S n)))
        (actionValue G basis (S n) (live turns (S n)))).
  { destruct Hw as [-> | ->].
    - exists (reverseSweep G (klRule G lambda) old). split; [exact Pn|].
      apply (reverse_sweep_step G _ old (S n) _ N).
    - exists old. split; [exact Pk|]. apply (forward_sweep_step G _ old (S n) _ N). }
  destruct Step as [basis [Pb ->]]. unfold klRule, decisionsOnly. rewrite Ch, Mv.
  pose proof (policy_dist G old (S n) _ HG Pk N) as D. rewrite Mv in D.
  apply softmax_in_box with (/ lambda); [exact D|discriminate| | |lra|exact Hs].
  - intros a Ha. apply (Fk (S n) _ a N Ch). rewrite Mv. exact Ha.
  - intros a Ha.
    pose proof (value_in_unit r c turns r_ok basis Pb n (a :: live turns (S n))
      (node_child G (S n) _ a N ltac:(rewrite Mv; exact Ha))) as V. fold G in V.
    assert (0 < / lambda) by (apply Rinv_0_lt_compat, Hl).
    unfold actionValue, Rdiv. split; [apply Rmult_le_pos; lra|].
    rewrite <- (Rmult_1_l (/ lambda)) at 2. apply Rmult_le_compat_r; lra.
Qed.

End StopOrGo.
