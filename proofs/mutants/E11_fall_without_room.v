(* MUTANT of claim E11: two_move_box with one change: a move falls to the floor although the other one has no room.
   This file must NOT compile.  Expected error, inside the proof: "No applicable tactic". *)
From Coq Require Import Reals List Lra Lia Psatz.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update definitions.Surrogate
  definitions.ClipRange definitions.StopOrGo.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas theorems.KLRate
  theorems.FlooredRun theorems.FloorStep theorems.ClipNoise theorems.StopOrGo.
From SeeUPO Require Import theorems.DepthCost.
Open Scope R_scope.

Lemma two_move_box_mutant : forall low high p Q q, 0 < low < 1 -> 0 < high ->
  isDist [0; 1]%nat p ->
  isArgmax (boxRegion low high [0; 1]%nat p) (fun x => mean [0; 1]%nat x Q) q ->
  q 0%nat <= (1 + high) * p 0%nat /\
  (Q 0%nat < Q 1%nat -> q 0%nat <= (1 - low) * p 0%nat).
Proof.
  intros low high p Q q Hl Hh [P Sp] [[[_ Sq] B] Max]. simpl in Sp, Sq.
  destruct (turning_point low high Hl Hh) as [Ht Et].
  pose proof (P 0%nat (or_introl eq_refl)) as P0.
  pose proof (P 1%nat (or_intror (or_introl eq_refl))) as P1.
  split; [apply (B 0%nat); left; reflexivity|]. intros HQ.
  assert (Room : low * p 0%nat <= high * (1 - p 0%nat)).
  { apply Rle_trans with (low * (1 - turningPoint low high)); [apply Rmult_le_compat_l; lra|].
    rewrite <- Et. apply Rmult_le_compat_l; lra. }
  assert (U : boxRegion low high [0; 1]%nat p (two ((1 - low) * p 0%nat))).
  { assert (0 <= low * p 0%nat <= p 0%nat) by (split; [apply Rmult_le_pos|]; nra).
    split; [split; [|simpl; ring]|]; intros a [<-|[<-|[]]]; simpl; nra. }
  specialize (Max _ U). unfold mean in Max. cbn [sum two] in Max.
  replace (q 1%nat) with (1 - q 0%nat) in Max by lra. nra.
Qed.
