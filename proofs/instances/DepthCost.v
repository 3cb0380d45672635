(** Closed instances of what depth costs: on "stop or go" with a loud coin a run
    of the plain clip of Eq. 6 in reverse order exists, from the start of the
    theorems; it converges, and not before sweep 2^turns. *)
From Coq Require Import Reals List Lra Lia Psatz.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update definitions.Surrogate
  definitions.ClipRange definitions.StopOrGo.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas theorems.Optimality
  theorems.KLRate theorems.EuclideanRate theorems.FlooredRun theorems.FloorStep
  theorems.FloorRate theorems.ClipNoise theorems.StopOrGo theorems.DepthCost
  theorems.DepthMirror.
Open Scope R_scope.

(** ** With two moves: as much as the cap and the floor allow to the better one *)

Definition upToCap (low high x : R) : R := Rmin ((1 + high) * x) (1 - (1 - low) * (1 - x)).

Definition towardsBetter (low high : R) (p Q : dist) : dist :=
  if Rle_dec (Q 0%nat) (Q 1%nat) then two (1 - upToCap low high (p 1%nat))
  else two (upToCap low high (p 0%nat)).

Lemma up_to_cap : forall low high x, 0 < low < 1 -> 0 < high -> 0 < x < 1 ->
  let v := upToCap low high x in
  (1 - low) * x <= v <= (1 + high) * x /\ (1 - low) * (1 - x) <= 1 - v <= (1 + high) * (1 - x) /\
  0 < v < 1 /\ (v = (1 + high) * x \/ 1 - v = (1 - low) * (1 - x)).
Proof.
  intros low high x Hl Hh Hx v.
  assert (0 < (1 - low) * x) by (apply Rmult_lt_0_compat; lra).
  assert (0 < (1 - low) * (1 - x)) by (apply Rmult_lt_0_compat; lra).
  assert (0 < low * x) by (apply Rmult_lt_0_compat; lra).
  assert (0 < high * x) by (apply Rmult_lt_0_compat; lra).
  assert (0 < low * (1 - x)) by (apply Rmult_lt_0_compat; lra).
  assert (0 < high * (1 - x)) by (apply Rmult_lt_0_compat; lra).
  unfold v, upToCap, Rmin. destruct (Rle_dec _ _); repeat split; try lra.
Qed.

(** A concave contribution lies below a line through a point within the range. *)
Lemma below_line : forall low high p hi lo q x mu, 0 < low < 1 -> 0 < high -> 0 < p ->
  0 <= hi -> 0 <= lo -> (1 - low) * p <= q <= (1 + high) * p ->
  hi - lo <= mu \/ q = (1 + high) * p /\ - lo <= mu ->
  mu <= hi - lo \/ q = (1 - low) * p /\ mu <= hi ->
  contributionIn low high p hi lo x <= contributionIn low high p hi lo q + mu * (x - q).
Proof.
  intros low high p hi lo q x mu Hl Hh Hp H1 H2 Hq Up Down.
  assert (0 < (1 - low) * p < (1 + high) * p) by nra.
  unfold contributionIn. rewrite (Rmin_left q), (Rmax_left q) by lra.
  set (f := (1 - low) * p) in *. set (g := (1 + high) * p) in *.
  unfold Rmin, Rmax. destruct (Rle_dec x g); destruct (Rle_dec x f);
  destruct Up as [Up|[Eq Up]]; destruct Down as [Down|[Eq' Down]]; nra.
Qed.

Lemma better_is_argmax : forall low high p hi lo, 0 < low < 1 -> 0 < high ->
  isDist [0; 1]%nat p -> 0 < p 0%nat -> 0 < p 1%nat ->
  (forall a, In a [0; 1]%nat -> 0 <= hi a /\ 0 <= lo a) -> noisy [0; 1]%nat hi lo ->
  let q := towardsBetter low high p (fun a => hi a - lo a) in
  boxRegion low high [0; 1]%nat p q /\
  forall x, isDist [0; 1]%nat x ->
    sum [0; 1]%nat (fun a => contributionIn low high (p a) (hi a) (lo a) (x a))
    <= sum [0; 1]%nat (fun a => contributionIn low high (p a) (hi a) (lo a) (q a)).
Proof.
  intros low high p hi lo Hl Hh [_ Sp] P0 P1 Parts Noise q. simpl in Sp.
  destruct (Parts 0%nat (or_introl eq_refl)). destruct (Parts 1%nat (or_intror (or_introl eq_refl))).
  destruct (Noise 0%nat 1%nat) as [N01 M01]; [simpl; auto..|].
  destruct (Noise 1%nat 0%nat) as [N10 M10]; [simpl; auto..|].
  pose proof (fun x => up_to_cap low high x Hl Hh) as Cap.
  assert (Box : boxRegion low high [0; 1]%nat p q).
  { unfold q, towardsBetter. destruct (Rle_dec _ _) as [L|L].
    - destruct (Cap (p 1%nat) ltac:(lra)) as [C1 [C2 [C3 _]]].
      split; [split; [|simpl; ring]|]; intros a [<-|[<-|[]]]; simpl;
        replace (p 0%nat) with (1 - p 1%nat) by lra; lra.
    - destruct (Cap (p 0%nat) ltac:(lra)) as [C1 [C2 [C3 _]]].
      split; [split; [|simpl; ring]|]; intros a [<-|[<-|[]]]; simpl;
        replace (p 1%nat) with (1 - p 0%nat) by lra; lra. }
  split; [exact Box|]. intros x [_ Sx]. simpl in Sx. destruct Box as [[_ Sq] B]. simpl in Sq.
  pose proof (B 0%nat (or_introl eq_refl)) as B0.
  pose proof (B 1%nat (or_intror (or_introl eq_refl))) as B1.
  assert (Mu : exists mu,
    (hi 0%nat - lo 0%nat <= mu \/ q 0%nat = (1 + high) * p 0%nat /\ - lo 0%nat <= mu) /\
    (mu <= hi 0%nat - lo 0%nat \/ q 0%nat = (1 - low) * p 0%nat /\ mu <= hi 0%nat) /\
    (hi 1%nat - lo 1%nat <= mu \/ q 1%nat = (1 + high) * p 1%nat /\ - lo 1%nat <= mu) /\
    (mu <= hi 1%nat - lo 1%nat \/ q 1%nat = (1 - low) * p 1%nat /\ mu <= hi 1%nat)).
  { unfold q, towardsBetter. destruct (Rle_dec _ _) as [L|L].
    - destruct (Cap (p 1%nat) ltac:(lra)) as [_ [_ [_ [E|E]]]]; cbv beta zeta in E.
      + exists (hi 0%nat - lo 0%nat). simpl. repeat split; lra.
      + exists (hi 1%nat - lo 1%nat). simpl.
        replace (p 0%nat) with (1 - p 1%nat) by lra. repeat split; lra.
    - destruct (Cap (p 0%nat) ltac:(lra)) as [_ [_ [_ [E|E]]]]; cbv beta zeta in E.
      + exists (hi 1%nat - lo 1%nat). simpl. repeat split; lra.
      + exists (hi 0%nat - lo 0%nat). simpl.
        replace (p 1%nat) with (1 - p 0%nat) by lra. repeat split; lra. }
  destruct Mu as [mu [U0 [D0 [U1 D1]]]]. cbn [sum].
  pose proof (below_line low high (p 0%nat) _ _ (q 0%nat) (x 0%nat) mu Hl Hh P0 H H0 B0 U0 D0).
  pose proof (below_line low high (p 1%nat) _ _ (q 1%nat) (x 1%nat) mu Hl Hh P1 H1 H2 B1 U1 D1).
  replace (x 1%nat) with (1 - x 0%nat) in * by lra. replace (q 1%nat) with (1 - q 0%nat) in * by lra.
  lra.
Qed.

Lemma better_shifts : forall low high p Q f b, 0 < f ->
  towardsBetter low high p (fun a => f * (Q a - b)) = towardsBetter low high p Q.
Proof.
  intros. unfold towardsBetter. destruct (Rle_dec (Q 0%nat) (Q 1%nat));
  destruct (Rle_dec (f * (Q 0%nat - b)) (f * (Q 1%nat - b))); try reflexivity; exfalso; nra.
Qed.

(** ** The run of the plain clip *)

Section Run.
Variables r c low high p : R.
Variable turns : nat.
Variable baseline : policy -> history -> R.
Hypothesis r_ok : 0 < r < 1.
Hypothesis loud : 2 < c.
Hypothesis low_ok : 0 < low < 1.
Hypothesis high_ok : 0 < high.
Hypothesis p_ok : 0 < p < 1.
Let G := stopOrGo r c turns.
Hypothesis baseline_ok : forall q h, isPolicy G q -> 0 <= baseline q h <= 1.

Definition lineSweep : policy -> policy := reverseSweep G (decisionsOnly G (fun h q Q =>
  if onLine h then towardsBetter low high q Q else q)).
Definition lineRun (k : nat) : policy := iterate lineSweep k (goes turns p).

Lemma line_sweep_step : forall old n h, node G (S n) h ->
  lineSweep old h = match chance G h with
    | Some _ => old h
    | None => if onLine h
              then towardsBetter low high (old h) (actionValue G (lineSweep old) n h) else old h
    end.
Proof. intros old n h Hn. exact (reverse_sweep_step G _ old n h Hn). Qed.

Lemma line_sweep_policy : forall old, isPolicy G old -> positiveAtDecisions G old ->
  isPolicy G (lineSweep old) /\ positiveAtDecisions G (lineSweep old).
Proof.
  assert (Two : forall q Q, isDist [0; 1]%nat q -> 0 < q 0%nat -> 0 < q 1%nat ->
    let t := towardsBetter low high q Q in
    isDist [0; 1]%nat t /\ 0 < t 0%nat /\ 0 < t 1%nat).
  { intros q Q [_ Sq] Q0 Q1. simpl in Sq.
    destruct (up_to_cap low high (q 0%nat) low_ok high_ok ltac:(lra)) as [_ [_ [C0 _]]].
    destruct (up_to_cap low high (q 1%nat) low_ok high_ok ltac:(lra)) as [_ [_ [C1 _]]].
    cbv zeta in *. unfold towardsBetter. destruct (Rle_dec _ _); unfold isDist; simpl;
    (split; [split; [intros a [<-|[<-|[]]]; simpl; lra|ring]|lra]). }
  intros old Ho Pos.
  assert (Dec : forall n h, node G (S n) h -> chance G h = None ->
    isDist (moves G h) (lineSweep old h) /\ forall a, In a (moves G h) -> 0 < lineSweep old h a).
  { intros n h Hn Hc. rewrite (line_sweep_step old n h Hn), Hc.
    pose proof (Ho n h Hn) as A. pose proof (Pos n h) as F. unfold admissible in A. rewrite Hc in A.
    destruct (onLine h) eqn:O; [|split; [exact A|intros a Ha; apply F; assumption]].
    assert (L : (length h < turns)%nat).
    { destruct (le_lt_dec turns (length h)) as [L|L]; [|exact L].
      destruct (at_coin r c turns h L) as [_ Ch]. fold G in Ch. congruence. }
    destruct (before_coin r c turns h L) as [Mv _]. fold G in Mv. rewrite O in Mv. rewrite Mv in *.
    destruct (Two (old h) (actionValue G (lineSweep old) n h) A) as [T1 [T2 T3]];
      [apply F; simpl; auto..|].
    split; [exact T1|]. intros a [<-|[<-|[]]]; assumption. }
  split.
  - intros n h Hn. pose proof (Ho n h Hn) as A. pose proof (Dec n h Hn) as D.
    pose proof (line_sweep_step old n h Hn) as E. unfold admissible in *.
    destruct (chance G h); [rewrite E; exact A|apply D; reflexivity].
  - intros n h a Hn Hc. apply (Dec n h Hn Hc).
Qed.

(** It maximises Eq. 6 over all distributions, whatever the baseline. *)
Lemma line_sweep_is_clipped : forall old, isPolicy G old -> positiveAtDecisions G old ->
  clippedSweep G low high coveredDist baseline old (lineSweep old).
Proof.
  intros old Ho Pos n h Hn. destruct (line_sweep_policy old Ho Pos) as [Hw _].
  pose proof (line_sweep_step old n h Hn) as E. pose proof (Ho n h Hn) as A. unfold admissible in A.
  destruct (chance G h) eqn:Hc; [rewrite E; reflexivity|].
  exists (lineSweep old), 1. split; [intros n' h' _; right; reflexivity|]. split; [lra|].
  set (new := lineSweep old) in *. set (b := baseline old h).
  set (m := fun path => 1 * (suffixRatio new old n path * (reward G path - b))).
  assert (Cov : covers G old new).
  { apply (old_or_new_covers G old new new); [exact Pos| |intros n' h' _; right; reflexivity].
    intros n' h' q Hn' Hc' a Ha. unfold new. rewrite (line_sweep_step old n' h' Hn'), Hc'. reflexivity. }
  assert (P : forall a, In a (moves G h) -> 0 < old h a) by (intros a Ha; apply (Pos n h a Hn Hc Ha)).
  assert (L : (length h < turns)%nat).
  { destruct (le_lt_dec turns (length h)) as [L|L]; [|exact L].
    destruct (at_coin r c turns h L) as [_ Ch]. fold G in Ch. congruence. }
  destruct (before_coin r c turns h L) as [Mv _]. fold G in Mv.
  destruct n as [|n]; [destruct Hn as [Hl _]; simpl in Hl; lia|].
  destruct (onLine h) eqn:O.
  - assert (Parts : forall a, In a (moves G h) ->
      positivePart G old m (S n) h a = 1 * (c + (actionValue G new (S n) h a - b)) / 2 /\
      negativePart G old m (S n) h a = 1 * (c - (actionValue G new (S n) h a - b)) / 2).
    { intros a Ha. apply (coin_parts G c 0 1 (game_ok r c turns) (coin_at_the_end r c turns r_ok));
        try assumption; try lra. apply baseline_ok, Ho. }
    assert (Val : forall a, In a (moves G h) -> 0 <= actionValue G new (S n) h a <= 1)
      by (intros a Ha; apply (value_in_unit r c turns r_ok new Hw), node_child; assumption).
    pose proof (baseline_ok old h Ho) as Hb. fold b in Hb. rewrite Mv in *.
    destruct (better_is_argmax low high (old h) (positivePart G old m (S n) h)
      (negativePart G old m (S n) h) low_ok high_ok A) as [Box Best].
    + apply P. simpl. auto.
    + apply P. simpl. auto.
    + intros a Ha. destruct (Parts a Ha) as [-> ->]. pose proof (Val a Ha). lra.
    + intros a a' Ha Ha'. destruct (Parts a Ha) as [-> ->]. destruct (Parts a' Ha') as [-> ->].
      pose proof (Val a Ha). pose proof (Val a' Ha'). lra.
    + assert (New : new h = towardsBetter low high (old h)
        (fun a => positivePart G old m (S n) h a - negativePart G old m (S n) h a)).
      { rewrite E, <- (better_shifts low high (old h) _ 1 b ltac:(lra)). unfold towardsBetter.
        destruct (Parts 0%nat) as [-> ->]; [simpl; auto|]. destruct (Parts 1%nat) as [-> ->]; [simpl; auto|].
        repeat destruct (Rle_dec _ _); try reflexivity; exfalso; lra. }
      rewrite New. split.
      * split; [apply Box|]. intros a Ha Z. pose proof (P a Ha). lra.
      * intros x [Dx _]. rewrite !range_closed_form; rewrite ?Mv; try exact P; try lra. apply Best, Dx.
  - rewrite Mv, E in *. split; [split; [exact A|auto]|].
    intros x [[_ Sx] _]. destruct A as [_ Sp]. simpl in Sx, Sp.
    unfold rangeObjective. rewrite Mv. unfold mean. cbn [sum].
    replace (x 0%nat) with (old h 0%nat) by lra. lra.
Qed.

Theorem line_run_is_clipped : clippedRun G low high coveredDist baseline lineRun.
Proof.
  assert (Inv : forall k, isPolicy G (lineRun k) /\ positiveAtDecisions G (lineRun k)).
  { induction k as [|k [I1 I2]]; [|apply line_sweep_policy; assumption].
    split; [apply goes_ok; lra|apply goes_positive; exact p_ok]. }
  split; [apply Inv|]. split; [apply Inv|]. intros k. apply line_sweep_is_clipped; apply Inv.
Qed.

End Run.

(** ** The theorems on it: 3 turns, coin of plus or minus 3, range 1/5 *)

Definition G_line : game := stopOrGo (lineRatio 3) 3 3.
Definition clipRun : nat -> policy := lineRun (lineRatio 3) 3 (1 / 5) (1 / 5) (lineStart 3) 3.
Definition half : policy -> history -> R := fun _ _ => 1 / 2.

Lemma line_ratio_3 : lineRatio 3 = 5 / 6.
Proof. unfold lineRatio. simpl. lra. Qed.
Lemma line_start_3 : lineStart 3 = 1 / 12.
Proof. unfold lineStart. simpl. lra. Qed.

Lemma clip_run_ok : clippedRun G_line (1 / 5) (1 / 5) coveredDist half clipRun.
Proof.
  apply line_run_is_clipped; try (intros q h _; unfold half); rewrite ?line_ratio_3, ?line_start_3; lra.
Qed.

(** J = J* = 1 in the limit, not within 1/2 of it up to sweep 7. *)
Example E11_late_instance : forall k, (k <= 7)%nat -> 1 / 2 <= shortfall G_line (clipRun k).
Proof.
  intros k Hk. apply (E11_two_to_the_turns 3 (1 / 5) 3 coveredDist half clipRun);
    [lia|lra| |exact clip_run_ok|reflexivity|exact Hk].
  right. split; [lra|]. split; [right; reflexivity|]. intros q h _. unfold half. lra.
Qed.

Example E12_instance : Un_cv (fun k => expectedReturn G_line (clipRun k)) 1 /\
  clippedRun G_line (1 / 5) (1 / 5) (boxRegion (1 / 5) (1 / 5)) half clipRun.
Proof.
  assert (Hr : 0 < lineRatio 3 < 1) by (rewrite line_ratio_3; lra).
  assert (Hb : forall q h, isPolicy G_line q -> 0 <= half q h <= 1) by (intros; unfold half; lra).
  split.
  - rewrite <- (optimum (lineRatio 3) 3 3 Hr).
    apply (E12_noisy_clip_converges G_line 3 0 1 (game_ok _ _ _) (coin_at_the_end _ _ _ Hr)
      ltac:(lra) (1 / 5) (1 / 5) half clipRun); [lra|lra|exact Hb|exact clip_run_ok].
  - apply (E12_noisy_run_is_box_run G_line 3 0 1 (game_ok _ _ _) (coin_at_the_end _ _ _ Hr)
      ltac:(lra) (1 / 5) (1 / 5) coveredDist half clipRun);
      [lra|lra|apply cover_moves_freely; lra|exact Hb|exact clip_run_ok].
Qed.

(** The same from the two theorems behind it. *)
Lemma clip_run_start : forall i, (i < 3)%nat -> clipRun 0 (live 3 (S i)) 0%nat <= 1 / 12.
Proof.
  intros i Hi. change (clipRun 0) with (goes 3 (lineStart 3)).
  rewrite goes_live, line_start_3 by exact Hi. simpl. lra.
Qed.

Example E11_box_instance : forall k, (k <= lateFor 1 1 1 2)%nat ->
  lineRatio 3 ^ 3 <= shortfall G_line (clipRun k).
Proof.
  intros k Hk. pose proof line_ratio_3 as E.
  apply (E11_box_is_late (lineRatio 3) 3 (1 / 5) (1 / 5) (1 / 12) 3 1 1 1 clipRun half) with (n := 2%nat);
    try lra; try lia; try (simpl; lra).
  - unfold turningPoint. lra.
  - apply E12_instance.
  - exact clip_run_start.
Qed.

Example E11_noisy_instance : forall k, (k <= lateFor 1 1 1 2)%nat ->
  lineRatio 3 ^ 3 <= shortfall G_line (clipRun k).
Proof.
  intros k Hk. pose proof line_ratio_3 as E.
  apply (E11_noisy_clip_is_late (lineRatio 3) 3 (1 / 5) (1 / 5) (1 / 12) 3 1 1 1 coveredDist half clipRun 2);
    try lra; try lia; try (simpl; lra).
  - unfold turningPoint. lra.
  - apply cover_moves_freely. lra.
  - intros q h _. unfold half. lra.
  - exact clip_run_ok.
  - exact clip_run_start.
Qed.

(** DAPO's range, 1/5 below and 7/25 above: 9 sweeps of growth do not make good 10
    at the floor, so the base is at least 19/10 instead of 2. *)
Example E11_wider_above_instance : forall pol,
  clippedRun G_line (1 / 5) (7 / 25) (boxRegion (1 / 5) (7 / 25)) half pol ->
  pol 0%nat = goes 3 (1 / 12) ->
  forall k, (k <= lateFor 2 9 10 2)%nat -> (5 / 6) ^ 3 <= shortfall G_line (pol k).
Proof.
  intros pol Run St k Hk. pose proof line_ratio_3 as E. rewrite <- E.
  apply (E11_box_is_late (lineRatio 3) 3 (1 / 5) (7 / 25) (1 / 12) 3 2 9 10 pol half) with (n := 2%nat);
    try lra; try lia; try (simpl; lra); try assumption.
  - unfold turningPoint. lra.
  - intros n Hn. rewrite St, goes_live by exact Hn. simpl. lra.
Qed.

(** KL with weight 1, and the squared distance. *)
Example E11_mirror_instance : forall K, (0 < K)%nat ->
  shortfall G_line (iterate (reverseSweep G_line (klRule G_line 1)) K (goes 3 (1 / 12)))
    <= 1 * INR 3 * ln (/ (1 / 12)) / INR K /\
  shortfall G_line (iterate (forwardSweep G_line (klRule G_line 1)) K (goes 3 (1 / 12)))
    <= (1 * ln (/ (1 / 12)) + 1) * INR 3 / INR K /\
  shortfall G_line (iterate (reverseSweep G_line (euclideanRule G_line 1)) K (goes 3 (1 / 12)))
    <= 1 * INR 3 / INR K.
Proof.
  intros K HK. apply (E11_mirror_steps_are_fast (lineRatio 3) 3 3); try lra; try exact HK.
  rewrite line_ratio_3. lra.
Qed.

(** KL with the weight 6 keeps within 1 - 1/5 and 1 + 1/5. *)
Example E11_within_instance : forall k n, (n < 3)%nat ->
  boxRegion (1 / 5) (1 / 5) [0; 1]%nat
    (iterate (reverseSweep G_line (klRule G_line 6)) k (goes 3 (1 / 12)) (live 3 (S n)))
    (iterate (reverseSweep G_line (klRule G_line 6)) (S k) (goes 3 (1 / 12)) (live 3 (S n))).
Proof.
  intros k n Hn.
  apply (E11_mirror_steps_within_the_range (lineRatio 3) 3 3 ltac:(rewrite line_ratio_3; lra) 6);
    try lra; try exact Hn; [|left; reflexivity].
  assert (E : 5 / 6 <= exp (- / 6)) by (pose proof (exp_ineq1_le (- / 6)); lra).
  assert (M : exp (- / 6) * exp (/ 6) = 1) by (rewrite <- exp_plus, Rplus_opp_l; apply exp_0).
  pose proof (exp_pos (/ 6)). nra.
Qed.

Example E6_forward_optimum_instance : forall K, (0 < K)%nat ->
  shortfall G_line (iterate (forwardSweep G_line (klRule G_line 1)) K (goes 3 (1 / 12)))
  <= / INR K * (1 * along G_line (goes 3 1) (fun _ x => klAt G_line (goes 3 1) (goes 3 (1 / 12)) x)
                      (horizon G_line) []
     + along G_line (goes 3 1) (fun m x => mean (moves G_line x) (goes 3 1 x) (fun a =>
         optimalValue G_line m (a :: x) - value G_line (goes 3 (1 / 12)) m (a :: x)))
         (horizon G_line) []).
Proof.
  intros K HK. assert (Hr : 0 < lineRatio 3 < 1) by (rewrite line_ratio_3; lra).
  apply (E6_forward_rate_optimum G_line 1 (goes 3 (1 / 12)) (goes 3 1) K); try lra; try exact HK.
  - apply game_ok.
  - apply goes_ok. lra.
  - apply goes_positive. lra.
  - apply goes_ok. lra.
  - apply (star_optimal (lineRatio 3) 3 3 Hr).
Qed.
