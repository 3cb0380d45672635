(* MUTANT of claim E12: noisy_argmax_in_box with one change: no noise is asked for.
   This file must NOT compile.  Expected error, inside the proof: "Illegal application". *)
From Coq Require Import Reals List Lra Lia Psatz.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update definitions.Surrogate
  definitions.ClipRange.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas theorems.Sequential
  theorems.ClippedStep theorems.KLRate theorems.FlooredRun theorems.FloorStep
  theorems.FloorRate.
From SeeUPO Require Import theorems.ClipNoise.
Open Scope R_scope.

Lemma noisy_argmax_in_box_mutant : forall menu hi lo low high (U : region) p q,
  NoDup menu -> 0 < low < 1 -> 0 < high -> movesFreely low high U ->
  isDist menu p -> (forall a, In a menu -> 0 < p a) ->
  (forall a, In a menu -> 0 <= hi a /\ 0 <= lo a) -> True ->
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
