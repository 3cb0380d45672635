(** B5 (refuted): dividing by the group's own standard deviation can turn the
    expected update away from the gradient, already for groups of 2 in a
    two-armed bandit.  Arm 1 pays 1; arm 2 pays 100 with probability 1/50, else
    0; uniform policy.  A sample is (arm, payoff): 0 is arm 1, 1 is arm 2 with
    luck, 2 is arm 2 without. *)
From Coq Require Import Reals List Lra Psatz R_sqrt.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Group.
Open Scope R_scope.

Definition groupStd (r : nat -> R) (xs : list nat) : R :=
  sqrt (sum xs (fun x => (r x - groupReward r xs) * (r x - groupReward r xs))
        / INR (length xs)).

Definition ownStdEstimate (s r : nat -> R) (xs : list nat) : R :=
  sum xs (fun x => s x * ((r x - groupReward r xs) / groupStd r xs)) / INR (length xs).

(** In a group of 2 the standard deviation is half the distance, so the better
    sample gets +1 and the worse one -1, however much better it is. *)
Lemma pair_std : forall r x y, r x < r y -> groupStd r [x; y] = (r y - r x) / 2 /\
                                            groupStd r [y; x] = (r y - r x) / 2.
Proof.
  intros r x y H. unfold groupStd, groupReward. simpl. split.
  - replace (_ / (1 + 1)) with (((r y - r x) / 2) * ((r y - r x) / 2)) by field.
    apply sqrt_square. lra.
  - replace (_ / (1 + 1)) with (((r y - r x) / 2) * ((r y - r x) / 2)) by field.
    apply sqrt_square. lra.
Qed.

Lemma pair_estimate : forall s r x y, r x < r y ->
  ownStdEstimate s r [x; y] = (s y - s x) / 2 /\
  ownStdEstimate s r [y; x] = (s y - s x) / 2.
Proof.
  intros s r x y H. destruct (pair_std r x y H) as [E1 E2].
  unfold ownStdEstimate. rewrite E1, E2. unfold groupReward. simpl. split; field; lra.
Qed.

Lemma same_estimate : forall s r x, ownStdEstimate s r [x; x] = 0.
Proof.
  intros. unfold ownStdEstimate. simpl.
  replace (r x - groupReward r [x; x]) with 0 by (unfold groupReward; simpl; field).
  unfold Rdiv. ring.
Qed.

Definition outcomes : list nat := [0; 1; 2]%nat.
Definition outcomeWeight : dist := fun a => match a with O => 1/2 | 1%nat => 1/100 | _ => 49/100 end.
Definition payoff : nat -> R := fun a => match a with O => 1 | 1%nat => 100 | _ => 0 end.

(** Score of the logit of arm 2 at the uniform policy. *)
Definition arm2Score : nat -> R := fun a => match a with O => -1/2 | _ => 1/2 end.

Theorem B5_refuted_group_std_never_downhill :
  gradient outcomes outcomeWeight arm2Score payoff = 1/4 /\
  groupMean outcomes outcomeWeight 2 (ownStdEstimate arm2Score payoff) = - 6/25.
Proof.
  split.
  - unfold gradient, mean. simpl. lra.
  - assert (P01 : payoff 0 < payoff 1) by (simpl; lra).
    assert (P20 : payoff 2 < payoff 0) by (simpl; lra).
    assert (P21 : payoff 2 < payoff 1) by (simpl; lra).
    destruct (pair_estimate arm2Score payoff 0%nat 1%nat P01) as [A1 A2].
    destruct (pair_estimate arm2Score payoff 2%nat 0%nat P20) as [B1 B2].
    destruct (pair_estimate arm2Score payoff 2%nat 1%nat P21) as [C1 C2].
    unfold groupMean. cbn [expect groupGame moves]. unfold mean, outcomes. cbn [sum].
    rewrite !same_estimate, A1, A2, B1, B2, C1, C2. simpl. lra.
Qed.
