(** Noise turns the plain clip into the ratio box (this project): where the game
    ends with a fair coin of plus or minus [c], [c] more than twice the range of
    the rewards, every exact clipped argmax keeps its ratios within the range,
    even where nothing but the clip asks for it.  So Theorem 2's conclusion holds
    for the update of Eq. 6, with the rate of FloorRate.v.  (With sure rewards it
    is false: FiniteTimeTwoTurns.v.)
    Regime: full information, exact expectations, exact argmax, any order, any
    baseline within the rewards' range; what noise costs in samples is not
    modelled. *)
From Coq Require Import Reals List Lra Lia Psatz.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update definitions.Surrogate
  definitions.ClipRange.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas theorems.Sequential
  theorems.ClippedStep theorems.KLRate theorems.FlooredRun theorems.FloorStep
  theorems.FloorRate.
Open Scope R_scope.

(** ** One history *)

(** A set of candidates from which nothing but a floor under the giver keeps one
    from moving weight, and which holds the ratio box. *)
Definition movesFreely (low high : R) (U : region) : Prop :=
  forall menu p, NoDup menu -> isDist menu p -> (forall a, In a menu -> 0 < p a) ->
    (forall q, boxRegion low high menu p q -> U menu p q) /\
    forall q, U menu p q -> isDist menu q /\
      forall a b d, In a menu -> In b menu -> a <> b -> 0 <= d ->
        (1 - low) * p a <= q a - d -> U menu p (shift q a b d).

Lemma cover_moves_freely : forall low high, 0 < low < 1 -> movesFreely low high coveredDist.
Proof.
  intros low high Hl menu p Hnd _ Pos. split.
  - intros q [D _]. split; [exact D|]. intros a Ha Z. pose proof (Pos a Ha). lra.
  - intros q [D _]. split; [exact D|]. intros a b d Ha Hb N Hd F. split.
    + apply shift_isDist; try assumption. pose proof (Pos a Ha).
      assert (0 < (1 - low) * p a) by (apply Rmult_lt_0_compat; lra). lra.
    + intros c Hc Z. pose proof (Pos c Hc). lra.
Qed.

Lemma floor_moves_freely : forall low high, 0 < low < 1 -> movesFreely low high (floorRegion low).
Proof.
  intros low high Hl menu p Hnd [P _] Pos. split.
  - intros q [D B]. split; [exact D|]. intros a Ha. apply (B a Ha).
  - intros q [D F]. split; [exact D|]. intros a b d Ha Hb N Hd Fa. split.
    + apply shift_isDist; try assumption. pose proof (Pos a Ha).
      assert (0 < (1 - low) * p a) by (apply Rmult_lt_0_compat; lra). lra.
    + intros c Hc. apply (shift_floor low menu); assumption.
Qed.

(** Enough noise: at no move does going beyond the range pay for what another
    move loses by it. *)
Definition noisy (menu : list nat) (hi lo : nat -> R) : Prop :=
  forall a b, In a menu -> In b menu -> 0 < lo b + (hi a - lo a) /\ hi a - lo a < hi b.

Lemma noisy_argmax_in_box : forall menu hi lo low high (U : region) p q,
  NoDup menu -> 0 < low < 1 -> 0 < high -> movesFreely low high U ->
  isDist menu p -> (forall a, In a menu -> 0 < p a) ->
  (forall a, In a menu -> 0 <= hi a /\ 0 <= lo a) -> noisy menu hi lo ->
  isArgmax (U menu p)
    (fun x => sum menu (fun a => contributionIn low high (p a) (hi a) (lo a) (x a))) q ->
  boxRegion low high menu p q.
Proof.
  intros menu hi lo low high U p q Hnd Hl Hh HU Dp Pos Parts Noise Arg.
  destruct (HU menu p Hnd Dp Pos) as [_ Mv]. destruct (Mv q (proj1 Arg)) as [Dq Sh].
  destruct Dp as [_ Sp]. pose proof Dq as [_ Sq].
  set (f := fun c => contributionIn low high (p c) (hi c) (lo c)).
  assert (Ends : forall a, In a menu -> 0 < (1 - low) * p a < (1 + high) * p a).
  { intros a Ha. pose proof (Pos a Ha). split; [apply Rmult_lt_0_compat; lra|].
    apply Rmult_lt_compat_r; lra. }
  split; [exact Dq|]. intros b Hb. split.
  - (* below the floor: some other move is above its own *)
    destruct (Rle_lt_dec ((1 - low) * p b) (q b)) as [L|L]; [exact L|exfalso].
    destruct (Exists_dec (fun a => (1 - low) * p a < q a) menu) as [Ex|No].
    { intros a. destruct (Rlt_dec ((1 - low) * p a) (q a)); [left|right]; assumption. }
    + apply Exists_exists in Ex. destruct Ex as [a [Ha La]].
      assert (N : a <> b) by (intros ->; lra).
      set (d := Rmin ((1 - low) * p b - q b) (q a - (1 - low) * p a)).
      assert (Hd : 0 < d) by (apply Rmin_glb_lt; lra).
      assert (D1 : d <= (1 - low) * p b - q b) by apply Rmin_l.
      assert (D2 : d <= q a - (1 - low) * p a) by apply Rmin_r.
      destruct (Parts a Ha). destruct (Noise a b Ha Hb) as [_ No].
      assert (hi b <= hi a - lo a); [|lra].
      apply (no_transfer_pays menu f (U menu p) q a b d); try assumption.
      * apply Sh; try assumption; lra.
      * unfold f, contributionIn. pose proof (Ends b Hb).
        rewrite !Rmin_left, !Rmax_right by lra. lra.
      * apply slope_above_floor; lra.
    + assert (sum menu q <= (1 - low) * sum menu p); [|rewrite Sp, Sq in *; lra].
      rewrite <- sum_scal. apply sum_le. intros a Ha.
      destruct (Rle_lt_dec (q a) ((1 - low) * p a)) as [M|M]; [exact M|].
      exfalso. apply No, Exists_exists. exists a. auto.
  - (* above the cap: some other move is below its own *)
    destruct (Rle_lt_dec (q b) ((1 + high) * p b)) as [L|L]; [exact L|exfalso].
    destruct (Exists_dec (fun a => q a < (1 + high) * p a) menu) as [Ex|No].
    { intros a. destruct (Rlt_dec (q a) ((1 + high) * p a)); [left|right]; assumption. }
    + apply Exists_exists in Ex. destruct Ex as [a [Ha La]].
      assert (N : b <> a) by (intros ->; lra).
      set (d := Rmin (q b - (1 + high) * p b) ((1 + high) * p a - q a)).
      assert (Hd : 0 < d) by (apply Rmin_glb_lt; lra).
      assert (D1 : d <= q b - (1 + high) * p b) by apply Rmin_l.
      assert (D2 : d <= (1 + high) * p a - q a) by apply Rmin_r.
      destruct (Parts a Ha). destruct (Noise a b Ha Hb) as [No _].
      assert (hi a - lo a <= - lo b); [|lra]. pose proof (Ends b Hb).
      apply (no_transfer_pays menu f (U menu p) q b a d); try assumption.
      * apply Sh; try assumption; lra.
      * apply slope_below_cap; lra.
      * unfold f, contributionIn. rewrite !Rmin_right, !Rmax_left by lra. lra.
    + assert ((1 + high) * sum menu p <= sum menu q); [|rewrite Sp, Sq in *; lra].
      rewrite <- sum_scal. apply sum_le. intros a Ha.
      destruct (Rle_lt_dec ((1 + high) * p a) (q a)) as [M|M]; [exact M|].
      exfalso. apply No, Exists_exists. exists a. auto.
Qed.

(** ** A game that ends with a coin *)

(** After the last decision a fair coin adds [c] or takes it away; before it the
    rewards are between [least] and [most]. *)
Definition endsWithCoin (G : game) (c least most : R) : Prop :=
  (0 < horizon G)%nat /\
  forall x, node G 1 x ->
    moves G x = [0; 1]%nat /\ chance G x = Some (fun _ => 1 / 2) /\
    exists pay, least <= pay <= most /\
      reward G (0%nat :: x) = pay + c /\ reward G (1%nat :: x) = pay - c.

Section Coin.
Variable G : game.
Variables c least most : R.
Hypothesis G_ok : wellFormed G.
Hypothesis coin : endsWithCoin G c least most.

Lemma coin_odds : forall pol x, isPolicy G pol -> node G 1 x ->
  pol x 0%nat = 1 / 2 /\ pol x 1%nat = 1 / 2.
Proof.
  intros pol x Hp Hx. destruct (proj2 coin x Hx) as [Mv [Ch _]].
  pose proof (Hp 0%nat x Hx) as A. unfold admissible in A. rewrite Ch, Mv in A.
  split; apply A; simpl; auto.
Qed.

(** What a path pays on average before the coin is thrown. *)
Definition payBefore (x : history) : R := (reward G (0%nat :: x) + reward G (1%nat :: x)) / 2.

Lemma value_before_coin : forall pol n h, isPolicy G pol -> node G (S n) h ->
  value G pol (S n) h = expect G pol n h payBefore.
Proof.
  intros pol n h Hp Hn. unfold value. rewrite expect_snoc. apply expect_ext. intros x Hr.
  assert (Hx : node G 1 x)
    by (apply (node_reaches G 1 n h); [replace (n + 1)%nat with (S n) by lia; exact Hn|exact Hr]).
  destruct (proj2 coin x Hx) as [Mv _]. destruct (coin_odds pol x Hp Hx) as [O0 O1].
  rewrite Mv. unfold mean. cbn [sum]. rewrite O0, O1. unfold payBefore. lra.
Qed.

Lemma value_between : forall pol n h, isPolicy G pol -> node G (S n) h ->
  least <= value G pol (S n) h <= most.
Proof.
  intros pol n h Hp Hn. rewrite value_before_coin by assumption.
  assert (N : node G (n + 1) h) by (replace (n + 1)%nat with (S n) by lia; exact Hn).
  assert (B : forall x, reaches G n h x -> least <= payBefore x <= most).
  { intros x Hr. destruct (proj2 coin x (node_reaches G 1 n h x N Hr)) as [_ [_ [pay [Hb [E0 E1]]]]].
    unfold payBefore. rewrite E0, E1. lra. }
  split.
  - rewrite <- (expect_const G pol n 1 h least G_ok Hp N).
    apply (expect_le G pol n 1); try assumption. intros x Hr. apply (B x Hr).
  - rewrite <- (expect_const G pol n 1 h most G_ok Hp N).
    apply (expect_le G pol n 1); try assumption. intros x Hr. apply (B x Hr).
Qed.

Lemma suffix_nonneg : forall old later, isPolicy G old -> isPolicy G later -> covers G old later ->
  forall n k path, node G k path -> 0 <= suffixRatio later old n path.
Proof.
  intros old later Ho Hl Cov n. induction n as [|n IH]; intros k path Hn; simpl; [lra|].
  destruct path as [|a h]; [lra|]. destruct Hn as [E [Ha Hg]]. simpl in E.
  assert (N : node G (S k) h) by (split; [lia|exact Hg]).
  apply Rmult_le_pos; [|apply (IH (S k) h N)]. unfold ratio, Rdiv.
  destruct (policy_dist G old k h G_ok Ho N) as [Do _]. destruct (Do a Ha) as [L|Z].
  - apply Rmult_le_pos; [apply (policy_dist G later k h G_ok Hl N), Ha|].
    left. apply Rinv_0_lt_compat, L.
  - rewrite (Cov k h a N Ha (eq_sym Z)). lra.
Qed.

(** Both parts of what is carried, from the value ahead. *)
Lemma coin_parts : forall old later f b n h a, isPolicy G old -> isPolicy G later ->
  covers G old later -> 0 < f -> least <= b <= most -> most - least <= c ->
  node G (S (S n)) h -> In a (moves G h) ->
  let m := fun path => f * (suffixRatio later old (S n) path * (reward G path - b)) in
  let F := actionValue G later (S n) h a - b in
  positivePart G old m (S n) h a = f * (c + F) / 2 /\
  negativePart G old m (S n) h a = f * (c - F) / 2.
Proof.
  intros old later f b n h a Ho Hl Cov Hf Hb Hc Hn Ha m F.
  pose proof (node_child G _ h a Hn Ha) as Nc.
  assert (N1 : node G (n + 1) (a :: h)) by (replace (n + 1)%nat with (S n) by lia; exact Nc).
  assert (P : positivePart G old m (S n) h a = f * (c + F) / 2).
  { unfold positivePart. rewrite expect_snoc.
    rewrite (expect_ext _ _ _ _ _ (fun x =>
      suffixRatio later old n x * (f / 2 * (payBefore x + c - b)))).
    - rewrite (change_of_measure G old later n 1 (a :: h) _ Cov N1), expect_scal, expect_sub,
        expect_add, !(expect_const G later n 1 (a :: h) _ G_ok Hl N1).
      rewrite <- value_before_coin by assumption. unfold F, actionValue. field.
    - intros x Hr. pose proof (node_reaches G 1 n _ x N1 Hr) as Hx.
      destruct (proj2 coin x Hx) as [Mv [_ [pay [Hp [E0 E1]]]]].
      destruct (coin_odds old x Ho Hx) as [O0 O1]. destruct (coin_odds later x Hl Hx) as [L0 L1].
      rewrite Mv. unfold mean. cbn [sum]. unfold m. cbn [suffixRatio]. unfold ratio, payBefore.
      rewrite O0, O1, L0, L1, E0, E1.
      pose proof (suffix_nonneg old later Ho Hl Cov n 1 x Hx) as Sn.
      set (s := suffixRatio later old n x) in *.
      assert (0 <= s * (pay + c - b)) by (apply Rmult_le_pos; lra).
      assert (0 <= s * (b + c - pay)) by (apply Rmult_le_pos; lra).
      replace (1 / 2 / (1 / 2)) with 1 by field.
      unfold posPart. rewrite Rmax_right, Rmax_left by nra. field. }
  split; [exact P|].
  pose proof (parts_difference G old m (S n) h a) as D. rewrite P in D.
  pose proof (carried_mean G old later f b (S n) (a :: h) G_ok Hl Cov Nc) as E.
  fold m in E. rewrite E in D. unfold F, actionValue in *. lra.
Qed.

Hypothesis loud : 2 * (most - least) < c.

(** The sweep of Eq. 6 over any such set is a sweep over the ratio box. *)
Theorem E12_clip_is_box : forall low high U baseline old new,
  0 < low < 1 -> 0 < high -> movesFreely low high U -> isPolicy G old -> positiveAtDecisions G old ->
  isPolicy G new ->
  (forall h, least <= baseline old h <= most) ->
  clippedSweep G low high U baseline old new ->
  clippedSweep G low high (boxRegion low high) baseline old new.
Proof.
  intros low high U baseline old new Hl Hh HU Ho Pos Hw Hb Sw n h Hn. pose proof (Sw n h Hn) as S0.
  destruct (chance G h) eqn:Hc; [exact S0|].
  destruct S0 as [later [f [Mix [Hf Arg]]]]. exists later, f. split; [exact Mix|]. split; [exact Hf|].
  pose proof (old_or_new_policy G old new later Ho Hw Mix) as Pl.
  assert (Cov : covers G old later).
  { apply (old_or_new_covers G old new); [exact Pos| |exact Mix].
    intros n' h' p Hn' Hc'. pose proof (Sw n' h' Hn') as S1. rewrite Hc' in S1. exact S1. }
  destruct (G_ok n h Hn) as [Hne [Hnd _]].
  pose proof (policy_dist G old n h G_ok Ho Hn) as Dp.
  assert (P : forall a, In a (moves G h) -> 0 < old h a) by (intros a Ha; apply (Pos n h a Hn Hc Ha)).
  destruct n as [|n].
  { destruct (proj2 coin h Hn) as [_ [Ch _]]. congruence. }
  set (m := fun path => f * (suffixRatio later old (S n) path * (reward G path - baseline old h))) in *.
  assert (Box : boxRegion low high (moves G h) (old h) (new h)).
  { apply (noisy_argmax_in_box (moves G h) (positivePart G old m (S n) h)
      (negativePart G old m (S n) h) low high U); try assumption.
    - intros a Ha. apply parts_nonneg; assumption.
    - assert (Val : forall a, In a (moves G h) ->
        least <= actionValue G later (S n) h a <= most)
        by (intros a Ha; apply value_between; [exact Pl|apply node_child; assumption]).
      intros a b Ha Hb'. pose proof (Val a Ha). pose proof (Val b Hb'). pose proof (Hb h).
      destruct (coin_parts old later f (baseline old h) n h a) as [Pa Na]; try assumption; [lra|].
      destruct (coin_parts old later f (baseline old h) n h b) as [Pb Nb]; try assumption; [lra|].
      fold m in Pa, Na, Pb, Nb. rewrite Pa, Na, Pb, Nb.
      set (x := actionValue G later (S n) h a) in *. set (y := actionValue G later (S n) h b) in *.
      assert (0 < f * (c - (y - baseline old h) + 2 * (x - baseline old h)))
        by (apply Rmult_lt_0_compat; lra).
      assert (0 < f * (c + (y - baseline old h) - 2 * (x - baseline old h)))
        by (apply Rmult_lt_0_compat; lra). lra.
    - destruct Arg as [HU' Best]. split; [exact HU'|]. intros x Hx.
      rewrite <- !range_closed_form by (try exact P; lra). apply Best, Hx. }
  split; [exact Box|]. intros x Hx. apply (proj2 Arg).
  apply (HU (moves G h) (old h) Hnd Dp P), Hx.
Qed.

(** So the run is a run in the ratio box. *)
Lemma noisy_sweep_keeps : forall low high U baseline old new,
  0 < low < 1 -> 0 < high -> movesFreely low high U -> isPolicy G old -> positiveAtDecisions G old ->
  clippedSweep G low high U baseline old new -> isPolicy G new.
Proof.
  intros low high U baseline old new Hl Hh HU Ho Pos Sw n h Hn.
  pose proof (Sw n h Hn) as S0. pose proof (Ho n h Hn) as A.
  unfold admissible in *. destruct (chance G h) eqn:Hc.
  - intros a Ha. rewrite (S0 a Ha). apply A, Ha.
  - destruct S0 as [later [f [_ [_ [In0 _]]]]]. destruct (G_ok n h Hn) as [_ [Hnd _]].
    apply (proj2 (HU (moves G h) (old h) Hnd A (fun a Ha => Pos n h a Hn Hc Ha)) _ In0).
Qed.

Theorem E12_noisy_run_is_box_run : forall low high U baseline pol,
  0 < low < 1 -> 0 < high -> movesFreely low high U ->
  (forall p h, isPolicy G p -> least <= baseline p h <= most) ->
  clippedRun G low high U baseline pol ->
  clippedRun G low high (boxRegion low high) baseline pol.
Proof.
  intros low high U baseline pol Hl Hh HU Hb [P0 [F0 Sw]].
  assert (Keep : forall k, isPolicy G (pol k) /\ positiveAtDecisions G (pol k) /\
    clippedSweep G low high (boxRegion low high) baseline (pol k) (pol (S k))).
  { assert (Step : forall k, isPolicy G (pol k) -> positiveAtDecisions G (pol k) ->
      isPolicy G (pol (S k)) /\
      clippedSweep G low high (boxRegion low high) baseline (pol k) (pol (S k))).
    { intros k Pk Fk.
      assert (Pn : isPolicy G (pol (S k)))
        by (apply (noisy_sweep_keeps low high U baseline (pol k)); auto).
      split; [exact Pn|]. apply (E12_clip_is_box low high U); auto. }
    induction k as [|k [I1 [I2 I3]]].
    - split; [exact P0|]. split; [exact F0|]. apply Step; assumption.
    - destruct (sweep_keeps G low high (boxRegion low high) baseline G_ok Hl
        (box_keeps_floor low high Hl) (pol k) (pol (S k)) I1 I2 I3) as [J1 [J2 _]].
      split; [exact J1|]. split; [exact J2|]. apply Step; assumption. }
  split; [exact P0|]. split; [exact F0|]. intros k. apply Keep.
Qed.

(** The plain clip converges, at the rate of the floor. *)
Theorem E12_noisy_clip_converges : forall low high baseline pol,
  0 < low < 1 -> 0 < high ->
  (forall p h, isPolicy G p -> least <= baseline p h <= most) ->
  clippedRun G low high coveredDist baseline pol ->
  Un_cv (fun k => expectedReturn G (pol k)) (optimalReturn G) /\
  exists K C, forall k, (K <= k)%nat -> shortfall G (pol k) <= C * (1 - low) ^ (k - K).
Proof.
  intros low high baseline pol Hl Hh Hb Run.
  pose proof (E12_noisy_run_is_box_run low high coveredDist baseline pol Hl Hh
    (cover_moves_freely low high Hl) Hb Run) as Box.
  split; [apply (E10_converges G low high (boxRegion low high) baseline); try assumption;
    apply box_keeps_floor, Hl|].
  destruct (E10_rate_everywhere G low high (boxRegion low high) baseline pol G_ok Hl Hh
    (box_keeps_floor low high Hl) Box) as [K [C H]].
  exists K, C. intros k Hk. apply (H k (horizon G) [] Hk (node_root G)).
Qed.

End Coin.
