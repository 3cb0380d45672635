(** Exact argmaxes of the clipped objective over a set of candidates that keeps
    the floor 1 - low: the ratio box and the floor alone.  In any order of the
    turns and with any baseline, such sweeps make a run to which the rate of
    FlooredRun.v applies. *)
From Coq Require Import Reals List Lra Lia Psatz.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update definitions.Surrogate
  definitions.ClipRange.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas theorems.Optimality
  theorems.Sequential theorems.ClippedStep theorems.KLRate theorems.FiniteTime
  theorems.BoxConvergence theorems.FlooredRun.
Open Scope R_scope.

(** ** The objective at one history *)

(** What one move with old weight [p] and new weight [q] contributes: [hi] and
    [lo] are the means of the positive and of the negative part of m. *)
Definition contributionIn (low high p hi lo q : R) : R :=
  hi * Rmin q ((1 + high) * p) - lo * Rmax q ((1 - low) * p).

Definition positivePart (G : game) (old : policy) (m : history -> R) n h a : R :=
  expect G old n (a :: h) (fun path => posPart (m path)).
Definition negativePart (G : game) (old : policy) (m : history -> R) n h a : R :=
  expect G old n (a :: h) (fun path => negPart (m path)).

Lemma range_closed_form : forall G low high old m n h q,
  0 <= low -> 0 <= high -> (forall a, In a (moves G h) -> 0 < old h a) ->
  rangeObjective G low high old m n h q =
  sum (moves G h) (fun a => contributionIn low high (old h a)
    (positivePart G old m n h a) (negativePart G old m n h a) (q a)).
Proof.
  intros G low high old m n h q Hl Hh Hp. unfold rangeObjective, mean.
  apply sum_ext. intros a Ha. specialize (Hp a Ha).
  rewrite (expect_ext _ _ _ _ _ (fun path =>
    Rmin (q a / old h a) (1 + high) * posPart (m path)
    - Rmax (q a / old h a) (1 - low) * negPart (m path))).
  - rewrite expect_sub, !expect_scal. unfold contributionIn, positivePart, negativePart.
    rewrite <- (scale_min (old h a)), <- (scale_max (old h a)) by exact Hp. ring.
  - intros path _. set (r := q a / old h a). set (x := m path).
    unfold clippedIn, posPart, negPart, Rmin, Rmax.
    destruct (Rle_dec r (1 + high)); destruct (Rle_dec 0 x);
    repeat destruct (Rle_dec _ _); nra.
Qed.

Lemma parts_nonneg : forall G old m n h a, wellFormed G -> isPolicy G old ->
  node G (S n) h -> In a (moves G h) ->
  0 <= positivePart G old m n h a /\ 0 <= negativePart G old m n h a.
Proof.
  intros G old m n h a HG Ho Hn Ha.
  assert (N : node G (n + 0) (a :: h)) by (rewrite Nat.add_0_r; apply node_child; assumption).
  split; apply (expect_nonneg G old n 0); try assumption; intros; apply Rmax_l.
Qed.

Lemma parts_difference : forall G old m n h a,
  positivePart G old m n h a - negativePart G old m n h a = expect G old n (a :: h) m.
Proof.
  intros. unfold positivePart, negativePart. rewrite <- expect_sub. apply expect_ext.
  intros path _. unfold posPart, negPart, Rmax. repeat destruct (Rle_dec _ _); lra.
Qed.

(** What the sweeps carry has the mean that the values ahead say. *)
Lemma carried_mean : forall G old later c b n h,
  wellFormed G -> isPolicy G later -> covers G old later -> node G n h ->
  expect G old n h (fun path => c * (suffixRatio later old n path * (reward G path - b)))
  = c * (value G later n h - b).
Proof.
  intros G old later c b n h HG Hl Hc Hn.
  assert (N : node G (n + 0) h) by (rewrite Nat.add_0_r; exact Hn).
  rewrite expect_scal, (change_of_measure G old later n 0 h _ Hc N), expect_sub.
  rewrite (expect_const G later n 0 h b HG Hl N). reflexivity.
Qed.

(** Within the box the clipped objective is linear. *)
Lemma box_objective : forall G low high old later f b n h x,
  wellFormed G -> 0 <= low -> 0 <= high -> isPolicy G later -> covers G old later ->
  node G (S n) h -> (forall a, In a (moves G h) -> 0 < old h a) ->
  boxRegion low high (moves G h) (old h) x ->
  rangeObjective G low high old
    (fun path => f * (suffixRatio later old n path * (reward G path - b))) n h x
  = f * (mean (moves G h) x (actionValue G later n h) - b).
Proof.
  intros G low high old later f b n h x HG Hl Hh Pl Cov Hn Pos [[_ Sx] B].
  rewrite range_closed_form by assumption.
  rewrite (sum_ext _ _ (fun a => f * (x a * actionValue G later n h a - b * x a))).
  - rewrite sum_scal, sum_sub, (sum_scal _ b), Sx. unfold mean. ring.
  - intros a Ha. destruct (B a Ha). unfold contributionIn. rewrite Rmin_left, Rmax_left by lra.
    rewrite <- Rmult_minus_distr_r, parts_difference, carried_mean; try assumption.
    + unfold actionValue. ring.
    + apply node_child; assumption.
Qed.

(** ** Moving a little weight *)

Definition shift (q : dist) (a b : nat) (d : R) : dist :=
  fun c => q c + d * (pointMass b c - pointMass a c).

Lemma shift_at : forall q a b d, a <> b ->
  shift q a b d b = q b + d /\ shift q a b d a = q a - d /\
  forall c, c <> a -> c <> b -> shift q a b d c = q c.
Proof.
  intros q a b d N. unfold shift, pointMass.
  split; [|split]; intros; repeat match goal with
  |- context [Nat.eqb ?x ?y] => destruct (Nat.eqb_spec x y) end; try congruence; ring.
Qed.

Lemma shift_isDist : forall menu q a b d, NoDup menu -> In a menu -> In b menu -> a <> b ->
  isDist menu q -> 0 <= d <= q a -> isDist menu (shift q a b d).
Proof.
  intros menu q a b d Hnd Ha Hb N [Q S0] Hd.
  destruct (shift_at q a b d N) as [Eb [Ea Ec]]. split.
  - intros c Hc. destruct (Nat.eq_dec c a) as [E|N1]; [rewrite E; lra|].
    destruct (Nat.eq_dec c b) as [E|N2]; [rewrite E; pose proof (Q b Hb); lra|rewrite Ec; auto].
  - rewrite <- S0. apply (exchange menu q (fun _ => 0) a b d Hnd Ha Hb).
Qed.

(** At an argmax of a sum no transfer from [a] to [b] pays. *)
Lemma no_transfer_pays : forall menu (f : nat -> R -> R) U q a b d sa sb,
  NoDup menu -> In a menu -> In b menu -> a <> b -> 0 < d ->
  isArgmax U (fun x => sum menu (fun c => f c (x c))) q -> U (shift q a b d) ->
  d * sb <= f b (q b + d) - f b (q b) -> f a (q a) - f a (q a - d) <= d * sa -> sb <= sa.
Proof.
  intros menu f U q a b d sa sb Hnd Ha Hb N Hd [_ Max] Hu Fb Fa.
  destruct (shift_at q a b d N) as [Eb [Ea Ec]]. pose proof (Max _ Hu) as M. cbv beta in M.
  assert (E : sum menu (fun c => f c (shift q a b d c)) - sum menu (fun c => f c (q c))
    = (f b (q b + d) - f b (q b)) + (f a (q a - d) - f a (q a))).
  { set (gb := f b (q b + d) - f b (q b)). set (ga := f a (q a - d) - f a (q a)).
    rewrite <- (mean_point menu b (fun _ => gb) Hnd Hb), <- (mean_point menu a (fun _ => ga) Hnd Ha).
    unfold mean. rewrite <- sum_sub, <- sum_add. apply sum_ext. intros c _. unfold pointMass.
    destruct (Nat.eqb_spec c b) as [E1|N1]; destruct (Nat.eqb_spec c a) as [E2|N2];
    try congruence; try subst c.
    - rewrite Eb. unfold gb. ring.
    - rewrite Ea. unfold ga. ring.
    - rewrite Ec by assumption. ring. }
  apply Rmult_le_reg_l with d; [exact Hd|]. lra.
Qed.

(** The slopes of one contribution: at least, at most. *)
Lemma slope_below_cap : forall low high p hi lo x d, 0 <= hi -> 0 <= lo -> 0 <= d ->
  x + d <= (1 + high) * p ->
  d * (hi - lo) <= contributionIn low high p hi lo (x + d) - contributionIn low high p hi lo x.
Proof.
  intros. unfold contributionIn. rewrite !Rmin_left by lra.
  assert (Rmax (x + d) ((1 - low) * p) - Rmax x ((1 - low) * p) <= d)
    by (unfold Rmax; repeat destruct (Rle_dec _ _); lra). nra.
Qed.

Lemma slope_above_floor : forall low high p hi lo x d, 0 <= hi -> 0 <= lo -> 0 <= d ->
  (1 - low) * p <= x - d ->
  contributionIn low high p hi lo x - contributionIn low high p hi lo (x - d) <= d * (hi - lo).
Proof.
  intros. unfold contributionIn. rewrite !Rmax_left by lra.
  assert (Rmin x ((1 + high) * p) - Rmin (x - d) ((1 + high) * p) <= d)
    by (unfold Rmin; repeat destruct (Rle_dec _ _); lra). nra.
Qed.

(** ** Sets of candidates that keep the floor *)

(** Every candidate keeps the floor, and weight may be moved as long as the giver
    keeps its floor and the taker its cap. *)
Definition keepsFloor (low high : R) (U : region) : Prop :=
  forall menu p q, NoDup menu -> isDist menu p -> U menu p q ->
    floorRegion low menu p q /\
    forall a b d, In a menu -> In b menu -> a <> b -> 0 <= d ->
      (1 - low) * p a <= q a - d -> q b + d <= (1 + high) * p b -> U menu p (shift q a b d).

Lemma shift_floor : forall low menu (p q : dist) a b d c, NoDup menu -> a <> b -> 0 <= d ->
  (forall c, In c menu -> (1 - low) * p c <= q c) -> (1 - low) * p a <= q a - d ->
  In c menu -> (1 - low) * p c <= shift q a b d c.
Proof.
  intros low menu p q a b d c Hnd N Hd F Fa Hc. destruct (shift_at q a b d N) as [Eb [Ea Ec]].
  destruct (Nat.eq_dec c a) as [E|N1]; [subst c; lra|].
  destruct (Nat.eq_dec c b) as [E|N2]; [subst c; pose proof (F b Hc); lra|rewrite Ec; auto].
Qed.

Lemma floor_keeps_floor : forall low high, 0 < low < 1 -> keepsFloor low high (floorRegion low).
Proof.
  intros low high Hl menu p q Hnd [P _] [D F]. split; [split; assumption|].
  intros a b d Ha Hb N Hd Fa _. split.
  - apply shift_isDist; try assumption. pose proof (P a Ha).
    assert (0 <= (1 - low) * p a) by (apply Rmult_le_pos; lra). lra.
  - intros c Hc. apply (shift_floor low menu); assumption.
Qed.

Lemma box_keeps_floor : forall low high, 0 < low < 1 -> keepsFloor low high (boxRegion low high).
Proof.
  intros low high Hl menu p q Hnd [P S0] [D B].
  assert (F : forall c, In c menu -> (1 - low) * p c <= q c) by (intros c Hc; apply (B c Hc)).
  split; [split; assumption|]. intros a b d Ha Hb N Hd Fa Cb. split.
  - apply (proj2 (floor_keeps_floor low high Hl menu p q Hnd (conj P S0) (conj D F)) a b d);
    assumption.
  - intros c Hc. split; [apply (shift_floor low menu); assumption|].
    destruct (shift_at q a b d N) as [Eb [Ea Ec]]. pose proof (B c Hc).
    destruct (Nat.eq_dec c a) as [E|N1]; [subst c; lra|].
    destruct (Nat.eq_dec c b) as [E|N2]; [subst c; lra|rewrite Ec; tauto].
Qed.

(** If the moves of value [top] under [r] have a larger hi - lo than all others,
    they gain as much as the range allows, or the others fall to the floor. *)
Lemma step_moves_weight : forall menu (r hi lo : nat -> R) top low high (U : region) p q,
  NoDup menu -> keepsFloor low high U -> isDist menu p ->
  (forall a, In a menu -> 0 <= hi a /\ 0 <= lo a) ->
  isArgmax (U menu p)
    (fun x => sum menu (fun a => contributionIn low high (p a) (hi a) (lo a) (x a))) q ->
  (forall a b, In a menu -> In b menu -> r a <> top -> r b = top -> hi a - lo a < hi b - lo b) ->
  movesWeight low high (bestWeight r top menu p) (bestWeight r top menu q).
Proof.
  intros menu r hi lo top low high U p q Hnd HU Dp Pos Arg Sep.
  destruct (HU menu p q Hnd Dp (proj1 Arg)) as [[[Q S0] Fl] Mv].
  destruct (Exists_dec (fun b => r b = top /\ q b < (1 + high) * p b) menu) as [Ex|None].
  { intros b. destruct (Req_EM_T (r b) top); [|right; intuition].
    destruct (Rlt_dec (q b) ((1 + high) * p b)); [left|right]; intuition. }
  - right. apply Exists_exists in Ex. destruct Ex as [b [Hb [Eb Lb]]].
    assert (Rest : forall x, sum menu x = 1 -> 1 - bestWeight r top menu x
      = sum menu (fun a => if Req_EM_T (r a) top then 0 else x a)).
    { intros x Hx. rewrite <- Hx. unfold bestWeight. rewrite <- sum_sub.
      apply sum_ext. intros a _. destruct (Req_EM_T (r a) top); ring. }
    rewrite !Rest by (assumption || apply Dp). rewrite <- sum_scal. apply sum_le. intros a Ha.
    destruct (Req_EM_T (r a) top) as [E|E]; [lra|].
    destruct (Rle_lt_dec (q a) ((1 - low) * p a)) as [L|L]; [exact L|exfalso].
    set (d := Rmin ((1 + high) * p b - q b) (q a - (1 - low) * p a)).
    assert (Hd : 0 < d) by (apply Rmin_glb_lt; lra).
    assert (D1 : d <= (1 + high) * p b - q b) by apply Rmin_l.
    assert (D2 : d <= q a - (1 - low) * p a) by apply Rmin_r.
    assert (N : a <> b) by (intros ->; contradiction).
    destruct (Pos a Ha). destruct (Pos b Hb).
    assert (hi b - lo b <= hi a - lo a); [|pose proof (Sep a b Ha Hb E Eb); lra].
    apply (no_transfer_pays menu (fun c => contributionIn low high (p c) (hi c) (lo c))
      (U menu p) q a b d); try assumption.
    + apply Mv; try assumption; lra.
    + apply slope_below_cap; lra.
    + apply slope_above_floor; lra.
  - left. unfold bestWeight. rewrite <- sum_scal. apply sum_le. intros a Ha.
    destruct (Req_EM_T (r a) top) as [E|E]; [|lra].
    destruct (Rle_lt_dec ((1 + high) * p a) (q a)) as [L|L]; [exact L|].
    exfalso. apply None. apply Exists_exists. exists a. auto.
Qed.

(** ** Runs *)

Lemma old_or_new_covers : forall G old new later, positiveAtDecisions G old ->
  (forall n h c, node G (S n) h -> chance G h = Some c ->
     forall a, In a (moves G h) -> new h a = old h a) ->
  oldOrNew G old new later -> covers G old later.
Proof.
  intros G old new later Pos Ch Mix n h a Hn Ha Z. destruct (chance G h) as [c|] eqn:Hc.
  - destruct (Mix n h Hn) as [E|E]; rewrite (E a Ha); [exact Z|].
    rewrite (Ch n h c Hn Hc a Ha). exact Z.
  - pose proof (Pos n h a Hn Hc Ha). lra.
Qed.

Lemma old_or_new_policy : forall G old new later,
  isPolicy G old -> isPolicy G new -> oldOrNew G old new later -> isPolicy G later.
Proof.
  intros G old new later Ho Hw Mix.
  apply (plays_from_policy G (fun k => match k with O => old | _ => new end) 0).
  - intros [|k]; assumption.
  - intros n h Hn. destruct (Mix n h Hn) as [E|E]; [exists 0%nat|exists 1%nat];
    (split; [lia|exact E]).
Qed.

Section Sweeps.
Variable G : game.
Variables low high : R.
Variable U : region.
Variable baseline : policy -> history -> R.
Hypothesis G_ok : wellFormed G.
Hypothesis low_ok : 0 < low < 1.
Hypothesis high_ok : 0 < high.
Hypothesis U_floor : keepsFloor low high U.

Lemma sweep_keeps : forall old new, isPolicy G old -> positiveAtDecisions G old ->
  clippedSweep G low high U baseline old new ->
  isPolicy G new /\ positiveAtDecisions G new /\
  forall n h a, node G (S n) h -> chance G h = None -> In a (moves G h) ->
    (1 - low) * old h a <= new h a.
Proof.
  intros old new Ho Pos Sw.
  assert (Dec : forall n h, node G (S n) h -> chance G h = None ->
    floorRegion low (moves G h) (old h) (new h)).
  { intros n h Hn Hc. pose proof (Sw n h Hn) as S0. rewrite Hc in S0.
    destruct S0 as [later [c [_ [_ [HU _]]]]].
    destruct (G_ok n h Hn) as [_ [Hnd _]].
    apply (U_floor _ _ _ Hnd (policy_dist G old n h G_ok Ho Hn) HU). }
  split; [|split].
  - intros n h Hn. pose proof (Sw n h Hn) as S0. pose proof (Ho n h Hn) as A.
    pose proof (Dec n h Hn) as D. unfold admissible in *. destruct (chance G h).
    + intros a Ha. rewrite (S0 a Ha). apply A, Ha.
    + apply D. reflexivity.
  - intros n h a Hn Hc Ha. destruct (Dec n h Hn Hc) as [_ F]. pose proof (F a Ha).
    pose proof (Pos n h a Hn Hc Ha).
    assert (0 < (1 - low) * old h a) by (apply Rmult_lt_0_compat; lra). lra.
  - intros n h a Hn Hc Ha. apply (Dec n h Hn Hc), Ha.
Qed.

Lemma run_keeps : forall pol, clippedRun G low high U baseline pol ->
  forall k, isPolicy G (pol k) /\ positiveAtDecisions G (pol k).
Proof.
  intros pol [P0 [F0 Sw]]. induction k as [|k [IH1 IH2]]; [split; assumption|].
  destruct (sweep_keeps (pol k) (pol (S k)) IH1 IH2 (Sw k)) as [H1 [H2 _]]. auto.
Qed.

Theorem clipped_run_is_floored : forall pol,
  clippedRun G low high U baseline pol -> flooredRun G low high pol.
Proof.
  intros pol Run. pose proof (run_keeps pol Run) as Keep.
  split; [intros k; apply Keep|]. intros k n h Hn Hc.
  destruct (Keep k) as [Pk Fk]. destruct Run as [_ [_ Sw]].
  destruct (sweep_keeps (pol k) (pol (S k)) Pk Fk (Sw k)) as [Pn [_ Fl]].
  split; [intros a Ha; apply (Fl n h a Hn Hc Ha)|].
  pose proof (Sw k n h Hn) as S0. rewrite Hc in S0. destruct S0 as [later [c [Mix [Cp Arg]]]].
  exists later. split.
  { intros n' h' Hn'. destruct (Mix n' h' Hn') as [E|E]; [exists k|exists (S k)];
    (split; [lia|exact E]). }
  intros Rank. destruct (G_ok n h Hn) as [_ [Hnd _]].
  pose proof (old_or_new_policy G _ _ later Pk Pn Mix) as Pl.
  assert (Cov : covers G (pol k) later).
  { apply (old_or_new_covers G (pol k) (pol (S k))); [exact Fk| |exact Mix].
    intros n' h' p Hn' Hc'. pose proof (Sw k n' h' Hn') as S1. rewrite Hc' in S1. exact S1. }
  set (b := baseline (pol k) h) in *.
  set (m := fun path => c * (suffixRatio later (pol k) n path * (reward G path - b))) in *.
  unfold weightOfBest.
  apply (step_moves_weight (moves G h) _ (positivePart G (pol k) m n h)
    (negativePart G (pol k) m n h) _ low high U); try assumption.
  - apply (policy_dist G (pol k) n h G_ok Pk Hn).
  - intros a Ha. apply parts_nonneg; assumption.
  - destruct Arg as [HU Best]. split; [exact HU|]. intros x Hx.
    rewrite <- !range_closed_form; [apply Best, Hx| | | | | |]; try lra;
      intros a Ha; apply (Fk n h a Hn Hc Ha).
  - intros a a' Ha Ha' Na Eb. rewrite !parts_difference. unfold m.
    rewrite !carried_mean; try assumption; try (apply node_child; assumption).
    pose proof (Rank a a' Ha Ha' Na Eb) as R0. unfold actionValue in R0. nra.
Qed.

End Sweeps.

(** The paper's reverse sweep with the paper's baseline is one of them. *)
Lemma reverse_sweep_is_clipped : forall G eps old new,
  (forall n h, node G (S n) h -> chance G h = None ->
     isArgmax (floorRegion eps (moves G h) (old h))
       (clippedObjective G eps old (carriedAdvantage G new old n) n h) (new h)) ->
  (forall n h c, node G (S n) h -> chance G h = Some c ->
     forall a, In a (moves G h) -> new h a = old h a) ->
  clippedSweep G eps eps (floorRegion eps) (fun pol _ => expectedReturn G pol) old new.
Proof.
  intros G eps old new Dec Ch n h Hn. destruct (chance G h) as [c|] eqn:Hc.
  - apply (Ch n h c Hn Hc).
  - exists new, 1. split; [intros n' h' _; right; reflexivity|]. split; [lra|].
    destruct (Dec n h Hn Hc) as [HU Best]. split; [exact HU|].
    assert (E : forall x, clippedObjective G eps old (carriedAdvantage G new old n) n h x
      = rangeObjective G eps eps old (fun path =>
          1 * (suffixRatio new old n path * (reward G path - expectedReturn G old))) n h x).
    { intros x. apply mean_ext. intros a _. apply expect_ext. intros path _.
      rewrite A5_carried_is_product, Rmult_1_l. reflexivity. }
    intros x Hx. rewrite <- !E. apply Best, Hx.
Qed.

(** So is the reverse sweep over the ratio box (Eq. 3), whatever the baseline. *)
Lemma box_sweep_is_clipped : forall G eps baseline old new,
  wellFormed G -> 0 < eps < 1 -> isPolicy G old -> isPolicy G new -> positiveAtDecisions G old ->
  boxSweep G eps old new -> clippedSweep G eps eps (boxRegion eps eps) baseline old new.
Proof.
  intros G eps baseline old new HG He Ho Hw Pos Sw n h Hn. pose proof (Sw n h Hn) as S0.
  destruct (chance G h) as [c|] eqn:Hc; [exact S0|]. destruct S0 as [HU Best].
  exists new, 1. split; [intros n' h' _; right; reflexivity|]. split; [lra|]. split; [exact HU|].
  assert (Cov : covers G old new).
  { apply (old_or_new_covers G old new new); [exact Pos| |intros n' h' _; right; reflexivity].
    intros n' h' p Hn' Hc'. pose proof (Sw n' h' Hn') as S1. rewrite Hc' in S1. exact S1. }
  intros x Hx. rewrite !box_objective; try assumption; try lra;
    try (intros a Ha; apply (Pos n h a Hn Hc Ha)).
  pose proof (Best x Hx). lra.
Qed.
