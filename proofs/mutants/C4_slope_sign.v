(* MUTANT of claim C4: C4_clipped_argmax_certificate with one change: the slope to the right is on the wrong side of the level.
   This file must NOT compile.  Expected error, inside the proof: "Unable to unify". *)
From Coq Require Import Reals List Lra Lia Psatz.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update definitions.Surrogate.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas theorems.Improvement
  theorems.Clip.
From SeeUPO Require Import theorems.ClippedStep.
Open Scope R_scope.

Theorem C4_clipped_argmax_certificate_mutant : forall G eps old m n h q mu,
  wellFormed G -> isPolicy G old -> node G (S n) h -> 0 <= eps ->
  coveredDist (moves G h) (old h) q ->
  (forall a, In a (moves G h) -> old h a <> 0 ->
     let hi := expect G old n (a :: h) (fun path => posPart (m path)) in
     let lo := expect G old n (a :: h) (fun path => negPart (m path)) in
     mu <= slopeRight eps (old h a) (q a) hi lo /\
     (q a = 0 \/ mu <= slopeLeft eps (old h a) (q a) hi lo)) ->
  isArgmax (coveredDist (moves G h) (old h))
    (clippedObjective G eps old m n h) q.
Proof.
  intros G eps old m n h q mu HG Ho Hn He Hq Hcert. split; [exact Hq|].
  intros x [[Hx Hxs] Hxc]. destruct Hq as [[Hq Hqs] Hqc].
  pose proof (policy_dist G old n h HG Ho Hn) as [Hold _].
  rewrite !C4_closed_form by assumption.
  match goal with |- _ <= sum _ ?f =>
    apply Rle_trans with (sum (moves G h) (fun a => f a + mu * (x a - q a))) end.
  - apply sum_le. intros a Ha. destruct (Req_EM_T (old h a) 0) as [Z|Z].
    + rewrite (Hxc a Ha Z), (Hqc a Ha Z). lra.
    + destruct (Hcert a Ha Z) as [HR HL].
      assert (Pos : forall f, (forall path, 0 <= f path) ->
        0 <= expect G old n (a :: h) f).
      { intros f Hf. apply (expect_nonneg G old n 0); try assumption.
        - rewrite Nat.add_0_r. apply node_child; assumption.
        - intros. apply Hf. }
      specialize (Hold a Ha).
      apply contribution_below_line; auto; try lra;
        apply Pos; intros; apply Rmax_l.
  - rewrite sum_add, sum_scal, sum_sub, Hxs, Hqs. lra.
Qed.
